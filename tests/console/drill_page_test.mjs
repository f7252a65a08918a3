// The page of an exercise, against the real engine that plays a night: controllers steer its clock,
// give an inject and stop it, evaluators rate; and a real alarm beside it ends it.
//
//   node tests/console/drill_page_test.mjs FENGHUO_BINARY SOURCE_DIR
//
// Exit status 77 where there is no browser to test with. With FENGHUO_SCREENSHOTS set, pictures are
// left in that folder.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { findBrowser, skip } from './browser.mjs';
import { DrillBesideLive, LiveDrill } from './engine.mjs';
import { Page, pictures, WAIT_MS } from './page.mjs';

const [binary, source] = process.argv.slice(2);
if (!binary || !source) {
  console.error('usage: node tests/console/drill_page_test.mjs FENGHUO_BINARY SOURCE_DIR');
  process.exit(2);
}
const browserOr = findBrowser(source);
if (browserOr.why) skip(browserOr.why);

const SEEN = '叫应都在十分钟内';
const WHY = '上游真的下暴雨了';
const TOLD = '漫水桥过水，车过不来';

const banner = (user) => user.page.locator('[role=note]');
const over = (user) => user.page.locator('[role=alert] .over');
const clock = (user) => user.panel('control').locator('.clock b');
const press = (user, panel, name) =>
  user.panel(panel).getByRole('button', { name, exact: true }).click();

/** What the engine says its time is, twice: two words of its feed. */
const twoTimes = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/api/v1/feed`);
        const heard = [];
        socket.onmessage = ({ data }) => {
          const told = JSON.parse(data).clock;
          if (told) heard.push(told);
          if (heard.length < 2) return;
          socket.close();
          resolve(heard);
        };
      })
  );

async function testBegin(user) {
  await user.sees(banner(user), '莫拉克雨下的一夜');
  const control = user.panel('control');
  await user.sees(control, '参演：陈大山；其余由程序扮演');
  await user.sees(control.locator('.tag').first(), '时钟快 60 倍');
  await user.sees(control, '1 条没给，0 条已给');
  await user.sees(user.panel('timeline'), '演练开始：莫拉克雨下的一夜（参演：陈大山）');
  const evaluation = user.panel('evaluation');
  await user.sees(evaluation.locator('.objective'), '预警叫应');
  await user.sees(evaluation.locator('.objective'), '源头村四点前有预警');
  await user.sees(evaluation, '6 条还没到时');
  const first = await clock(user).innerText();
  await user.until('the clock runs', async () => (await clock(user).innerText()) !== first);
}

async function testPause(user, watcher) {
  await press(user, 'control', '暂停');
  await user.sees(user.panel('control').locator('[role=status]'), '时钟停下');
  await user.sees(banner(user), '时钟已停');
  await user.sees(user.page.locator('header'), '时钟已停');
  // Whoever looks on sees it too: nothing of it is a fact that the feed would tell.
  await watcher.sees(banner(watcher), '时钟已停');
  const [before, after] = await twoTimes(user.page);
  assert.equal(after, before, 'it stands');
  for (const page of [user, watcher])
    await page.until('the page stands there', async () =>
      before.includes(`T${await clock(page).innerText()}`));
  await user.sees(user.panel('timeline'), '导调：时钟停下（彭银花）');
  for (const name of ['暂停', '继续', '现在给', '中止演练…', '记下'])
    assert.equal(await watcher.page.getByRole('button', { name }).count(), 0, name);
}

async function testInjects(user) {
  const control = user.panel('control');
  await control.getByRole('button', { name: '现在给：石门村群众报告后山裂缝' }).click();
  await user.sees(control.locator('[role=status]'), '已给出：石门村群众报告后山裂缝');
  await user.sees(control, '0 条没给，1 条已给');
  await user.sees(control.locator('details li'), '已给');
  await press(user, 'control', '自己给一条情景事件');
  await press(user, 'control', '给出');
  await user.sees(control.getByRole('alert'), '写明说什么');
  await control.getByLabel('说什么').fill(TOLD);
  await press(user, 'control', '给出');
  await user.sees(user.panel('timeline'), `导调：${TOLD}（彭银花）`);
  await user.sees(user.panel('reports').locator('li'), '裂缝，“后山裂缝一指宽”');
}

async function testRating(user) {
  const evaluation = user.panel('evaluation');
  const objective = evaluation.locator('.objective').filter({ hasText: '预警叫应' });
  await objective.getByRole('textbox').fill(SEEN);
  await objective.getByRole('button', { name: 'S 有些问题' }).click();
  await user.sees(objective.locator('[role=status]'), '已记下：S 有些问题');
  await user.sees(objective, '最近评为 S 有些问题，彭银花');
  const notes = evaluation.locator('section[aria-labelledby=notes] li');
  await user.sees(notes, SEEN);
  await objective.getByRole('button', { name: '只记不评' }).click();
  await user.sees(objective.getByRole('alert'), '写明看到了什么');
  const free = evaluation.locator('section[aria-labelledby=free-note]');
  await free.getByRole('textbox').fill('无线电听不清');
  await free.getByRole('button', { name: '记下' }).click();
  await user.sees(notes.first(), '无线电听不清');
  await user.sees(user.panel('timeline'), `评估记录：warn S 有些问题 ${SEEN}（彭银花）`);
}

async function testPictures(user) {
  await user.picture('drill-390', 390, 844);
  await user.picture('drill-1280', 1280, 900);
  await user.picture('drill-1920', 1920, 1080);
  await user.page.getByRole('button', { name: 'English' }).click();
  await user.sees(user.panel('control'), 'Exercise control');
  const shown = (await user.panel('control').innerText()) +
    (await user.panel('evaluation').locator('.objective').first().innerText());
  const chinese = (shown.match(/[\u4e00-\u9fff]+/g) ?? [])
    .filter((word) => !['陈大山', '彭银花', TOLD].some((known) => known.includes(word)));
  assert.deepEqual(chinese, [], 'the English page is complete');
  await user.picture('drill-en-390', 390, 844);
  await user.picture('drill-en-1280', 1280, 800);
  await user.picture('drill-en-1920', 1920, 1080);
  await user.page.getByRole('button', { name: '中文' }).click();
}

async function testClock(user) {
  const control = user.panel('control');
  await press(user, 'control', '继续');
  await user.sees(control.locator('.tag').first(), '时钟快 60 倍');
  await press(user, 'control', '10 倍');
  await user.sees(control.locator('[aria-pressed=true]'), '10 倍');
  await user.sees(user.page.locator('header'), '时钟快 10 倍');
  const field = control.getByLabel('跳到几点几分');
  await field.fill('19:59');
  await user.sees(control, '情景那时已经结束');
  await field.fill('4:10');
  await user.sees(control, '到 8月7日 04:10，往前跳');
  await press(user, 'control', '跳到这时');
  await user.until('it is past four', async () =>
    /^0[4-9]:/.test(await clock(user).innerText()));
  // What was expected by then came, or did not.
  const warned = user.panel('evaluation').locator('li li').filter({ hasText: '四点前有预警' });
  await user.sees(warned, /达到/);
}

async function testStop(user, watcher) {
  const control = user.panel('control');
  await press(user, 'control', '■ 中止演练…');
  await user.sees(control.getByRole('alert'), '请写明为什么中止');
  await control.getByLabel('为什么中止演练').fill(WHY);
  await press(user, 'control', '■ 中止演练…');
  await user.picture('stop-asked-390', 390, 844);
  await user.picture('stop-asked-1920', 1920, 1080);
  await press(user, 'control', '不，接着演');
  assert.equal(await over(user).count(), 0, 'it goes on');
  await press(user, 'control', '■ 中止演练…');
  await press(user, 'control', '确定，中止演练');
  for (const page of [user, watcher]) {
    await page.sees(over(page), '演练已中止');
    await page.sees(over(page), WHY);
    await page.sees(over(page), '彭银花');
  }
  assert.match(await user.page.title(), /^【演练已结束】/);
  assert.equal(await control.getByRole('button', { name: '中止演练' }).count(), 0);
  await user.picture('drill-over-390', 390, 844);
  await user.picture('drill-over-1920', 1920, 1080);
}

// Whoever takes part is not shown what is still to come, and can stop it all the same.
async function testPlayer(player) {
  const control = player.panel('control');
  await player.sees(control, '您在参演');
  assert.equal(await player.page.getByText('后山裂缝').count(), 0);
  assert.equal(await player.panel('evaluation').count(), 0);
  assert.equal(await control.getByRole('button', { name: '中止演练' }).count(), 1);
  await player.picture('player-390', 390, 844);
  await press(player, 'control', '仍要打开');
  await player.sees(player.panel('control'), '石门村群众报告后山裂缝');
}

async function testRealAlarm(user, engine) {
  await user.sees(banner(user), '莫拉克雨下的一夜');
  await engine.leave('shangxi', '真的涨水了');
  await user.sees(over(user), /实战有.色预警，演练中止/);
  await user.sees(over(user), '打开实战的画面');
  assert.match(await user.page.title(), /^【演练已结束】/);
  // The exercise's page is still there: evaluators write after the end.
  const objective = user.panel('evaluation').locator('.objective').first();
  await objective.getByRole('button', { name: 'U 没能完成' }).click();
  await user.sees(objective.locator('[role=status]'), '已记下：U 没能完成');
  await user.picture('drill-real-390', 390, 844);
  await user.picture('drill-real-1920', 1920, 1080);
}

const browser = await browserOr.launch();
let failed = false;
let shown;
let engine;
const errors = [];

async function opened(context, address) {
  const user = new Page(await context.newPage());
  user.page.setDefaultTimeout(WAIT_MS);
  user.page.on('pageerror', (error) => errors.push(error.message));
  await user.page.setViewportSize({ width: 1920, height: 1080 });
  await user.page.goto(address);
  return user;
}

async function step(name, run) {
  await run();
  console.log('ok', name);
}

try {
  const context = await browser.newContext({ locale: 'zh-CN' });
  engine = new LiveDrill(binary, source);
  await engine.start();
  const user = await opened(context, engine.page);
  shown = user.page;
  // In a session of its own: without the token.
  const others = await browser.newContext({ locale: 'zh-CN' });
  const watcher = await opened(others, engine.page.replace(/#.*/, ''));
  await step('the scenario, and its clock', () => testBegin(user));
  await step('paused, for everybody', () => testPause(user, watcher));
  await step('an inject now, and one of our own', () => testInjects(user));
  await step('rated, and noted', () => testRating(user));
  await step('three sizes, two languages', () => testPictures(user));
  await step('on, faster, and put forward', () => testClock(user));
  await step('stopped, for everybody', () => testStop(user, watcher));
  await engine.end();
  engine = new DrillBesideLive(binary, source);
  await engine.start();
  const token = engine.tokenOf('yuantou-leader');
  const session = await browser.newContext({ locale: 'zh-CN' });
  const player = await opened(session, engine.exercisePage.replace(/token=.*/, 'token=' + token));
  shown = player.page;
  await step('closed to whoever takes part', () => testPlayer(player));
  const beside = await opened(context, engine.exercisePage);
  shown = beside.page;
  await step('ended by a real alarm', () => testRealAlarm(beside, engine));
  assert.deepEqual(errors, [], 'errors in the page');
} catch (error) {
  failed = true;
  console.error(error);
  if (pictures) await shown?.screenshot({ path: join(pictures, 'failed.png'), fullPage: true });
  console.error('the engine said:\n' + engine?.said());
} finally {
  await browser.close();
  await engine?.end();
}
console.log(failed ? 'FAILED' : 'passed');
process.exitCode = failed ? 1 : 0;
