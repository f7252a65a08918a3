// The page as a user sees it, against the real engine, from an empty board through a red alarm to
// an answer and a decision, and then without its engine.
//
//   node tests/console/page_test.mjs FENGHUO_BINARY SOURCE_DIR
//
// Exit status 77 where there is no browser to test with. With FENGHUO_SCREENSHOTS set, pictures are
// left in that folder.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from './engine.mjs';
import { findBrowser, skip } from './browser.mjs';
import { testCallGoesOn, testOwnAddress, testRolesSwitched } from './meanwhile.mjs';
import { Page, pictures, WAIT_MS } from './page.mjs';

const [binary, source] = process.argv.slice(2);
if (!binary || !source) {
  console.error('usage: node tests/console/page_test.mjs FENGHUO_BINARY SOURCE_DIR');
  process.exit(2);
}
const browserOr = findBrowser(source);
if (browserOr.why) skip(browserOr.why);

// Rain enough for red in the three villages below the first gauge, and a river that stands.
function storm(now) {
  const at = (minutes) => new Date(now - minutes * 60_000).toISOString();
  const rows = [];
  for (let minutes = 55; minutes >= 0; minutes -= 5) {
    const value = minutes > 30 ? 4.5 : 12.5;
    rows.push({ station: '0061230101', property: 'rain', time: at(minutes), value });
    const level = 120.25 + (55 - minutes) / 500;
    rows.push({ station: '0061230201', property: 'water_level', time: at(minutes), value: level });
  }
  rows.push({ station: '9900000001', property: 'rain', time: at(1), value: 3.5 });
  return rows;
}

// Nothing of it changes an alarm of the plan's rules.
const TRUST = `
water_level: {gross_range: {fail: [-10, 400], suspect: [0, 130]}}
air_temperature: {rate_of_change: 20}
flow: {gap: 4s, rising: 1}
`;

// A level that can hardly be, one that can't be, a jump of temperature, and a flow that rises.
function doubtful(now) {
  const at = (seconds) => new Date(now - seconds * 1000).toISOString();
  const row = (station, property, seconds, value) => {
    return { station, property, time: at(seconds), value };
  };
  return [
    row('0061230203', 'water_level', 60, 135.5),
    row('0061230202', 'water_level', 60, 999),
    row('0061230202', 'air_temperature', 600, 20),
    row('0061230202', 'air_temperature', 60, 45),
    row('0061230201', 'flow', 2, 20),
    row('0061230201', 'flow', 1, 21),
    row('0061230201', 'flow', 0, 22)
  ];
}

const SHELVED_BECAUSE = '雨量计在检修';

async function testEmpty(user) {
  await user.sees(user.page.locator('[role=note]'), '演练 EXERCISE');
  await user.sees(user.panel('alarms'), '现在没有警报');
  await user.sees(user.panel('alarms'), '无法判断');
  await user.sees(user.panel('alarms').locator('.load'), '每人每小时 0 条警报');
  await user.sees(user.panel('alarms').locator('.load .tag'), '可应付');
  await user.sees(user.panel('stations'), '从来没有来数');
  await user.sees(user.page.locator('.overview'), /测站没来数\s*14\s*其中 14 个从来没来过/);
  await user.sees(user.panel('timeline'), '--lane exercise');
  await user.sees(user.panel('calls'), '没有要叫应的人');
  assert.match(await user.page.locator('html').getAttribute('lang'), /^zh/);
  assert.equal(new URL(user.page.url()).hash, '', 'the token is gone from the address');
}

async function testStorm(user, engine) {
  await engine.observe(storm(Date.now()));
  const stations = user.panel('stations').locator('li');
  await user.sees(stations.filter({ hasText: '源头雨量站' }), '12.5 毫米');
  await user.sees(stations.filter({ hasText: '石门水位站' }), '120.360 米');
  await user.sees(stations.filter({ hasText: '9900000001' }), '预案里没有');
  assert.ok((await stations.locator('canvas').count()) >= 3, 'charts');
  await user.sees(user.panel('alarms').locator('li').filter({ hasText: '源头村' }), '红色');
  await user.sees(user.panel('alarms').locator('li'), '达到红色指标');
  // A red record has more than the timeline shows at first.
  const called = user.panel('timeline').getByText('叫应 陈大山');
  await user.until('the call is in the timeline', async () => {
    const earlier = user.panel('timeline').getByRole('button', { name: '看更早的' });
    if ((await called.count()) === 0 && (await earlier.count()) > 0) await earlier.click();
    return (await called.count()) > 0;
  });
  await user.panel('timeline').getByLabel('只看警报').check();
  await user.sees(user.panel('timeline'), '源头村山洪警报由橙色升为红色');
  assert.equal(await user.panel('timeline').getByText('叫应 陈大山').count(), 0);
  await user.panel('timeline').getByLabel('只看警报').uncheck();
}

async function testCallBoard(user) {
  const row = user.call('源头村', '村主任');
  await user.sees(row, '陈大山');
  await user.sees(row, '0000-1001');
  await user.sees(row, '第 1 步');
  const countdown = row.locator('[role=timer]');
  const first = await countdown.innerText();
  assert.match(first, /^\d+:\d\d$/);
  await user.until('the countdown runs', async () => (await countdown.innerText()) !== first);

  // A village is folded by hand; it stands open while somebody there is still called.
  const village = user.panel('calls').locator('details.village').filter({ hasText: '源头村' });
  await user.sees(village.locator('summary'), '还在叫');
  await village.locator('summary').click();
  await row.waitFor({ state: 'hidden', timeout: WAIT_MS });
  await village.locator('summary').click();
  // A part of the people first: the duty stays open and says how many.
  await row.getByRole('button', { name: '代记答复' }).click();
  await row.getByLabel('陈大山').check();
  await row.getByLabel('已转移').fill('20');
  await row.getByRole('button', { name: '记人数' }).click();
  await user.sees(row, '20 / 46');
  await user.sees(row, '等报人数');
  // All of them: the row goes, and stands among what is done.
  await row.getByRole('button', { name: '代记答复' }).click();
  await row.getByLabel('已转移').fill('46');
  await row.getByRole('button', { name: '记人数' }).click();
  await user.panel('calls').getByText('已办完 1 项').click();
  await user.sees(user.panel('calls').locator('details li'), '陈大山：已转移 46 人');
  await user.sees(user.panel('timeline'), '彭银花 代记');

  // A call in vain goes to the next rung.
  const officer = user.call('源头村', '预警员');
  await officer.getByRole('button', { name: '代记答复' }).click();
  await officer.getByRole('button', { name: '没人接' }).click();
  await user.sees(officer, '第 2 步');

  // A cry for help comes to the top, from wherever it was.
  const other = user.call('上溪村', '预警员');
  await other.getByRole('button', { name: '代记答复' }).click();
  await other.getByRole('button', { name: '要支援' }).click();
  await user.sees(user.panel('calls').locator('li').first(), '要支援！');
}

async function testDoubts(user, engine) {
  await engine.observe(doubtful(Date.now()));
  const station = (name) => user.panel('stations').locator('li').filter({ hasText: name });
  await user.sees(station('河口水位站'), '135.500 米');
  await user.sees(station('河口水位站').locator('.tag'), '可疑');
  await user.sees(station('河口水位站'), '超出量程，请核实');
  await user.sees(station('桥头水位站').locator('.tag'), '失效');
  await user.sees(station('桥头水位站'), '气温 45.0 °C');
  await user.sees(station('桥头水位站'), '变化过快');
  // Four seconds after its last value.
  await user.sees(station('石门水位站').locator('.tag'), '上涨中失联（盲区）');
  await user.sees(station('石门水位站').locator('.tag'), '缺测');
  await user.sees(user.page.locator('.overview'), '涨水盲区 1');
  await user.sees(user.panel('timeline'), '上涨中失联（盲区）：石门水位站流量 22.000 立方米每秒');
  assert.equal(await station('源头雨量站').locator('.tag').count(), 0, 'nobody doubts it');
}

// Rain at one gauge, a value a second.
const rain = (engine, station, values) =>
  engine.observe(
    values.map((value, i) => ({
      station,
      property: 'rain',
      time: new Date(Date.now() - (values.length - i) * 1000).toISOString(),
      value
    }))
  );

// Orange at the school's village: the township's head is asked, and says yes.
async function testDecisions(user, engine) {
  const decisions = user.panel('decisions');
  const row = decisions.locator('ul.open > li').filter({ hasText: '清溪社区' });
  assert.equal(await row.count(), 0, 'nothing is asked before its level');
  await rain(engine, '0061230107', [10, 10, 10, 10, 10, 10, 10]);
  await user.sees(row, '清溪小学是否停课');
  await user.sees(row, '橙色');
  await user.sees(row, '蒋志远');
  await user.sees(row, '0000-1039');
  await user.sees(row, '第 1 步，共 3 步');
  await user.sees(row, '后转给下一位');
  const countdown = row.locator('[role=timer]');
  const first = await countdown.innerText();
  assert.match(first, /^[45]:\d\d$/);
  await user.until('the countdown runs', async () => (await countdown.innerText()) !== first);
  assert.ok(await row.getByLabel('蒋志远').isChecked(), 'whoever is asked now');
  await user.picture('decision-390', 390, 844);
  await user.picture('decision-1366', 1366, 768);
  for (const [width, height] of [[1280, 800], [390, 844]]) {
    await user.page.setViewportSize({ width, height });
    await user.page.evaluate(() => scrollTo(0, 0));
    const { y } = await decisions.locator('ul.open > li').first().boundingBox();
    assert.ok(y < height - 100, `the first decision is in sight at ${width} (${y})`);
  }
  // On a telephone it is twenty screens long: what a number counts is one tap away.
  for (const [link, heading] of [['测站没来数', 'stations'], ['经过', 'timeline']]) {
    await user.page.locator('.overview').getByRole('link', { name: link }).click();
    await user.until(`${heading} is in sight`, async () => {
      const { y } = await user.page.locator('#' + heading).boundingBox();
      return y >= 0 && y < 400;
    });
  }
  await user.page.evaluate(() => scrollTo(0, 0));
  await user.page.setViewportSize({ width: 1366, height: 768 });
  const open = await decisions.locator('ul.open > li').count();

  await row.getByRole('button', { name: '是', exact: true }).click();
  await user.sees(decisions.locator('[role=status]'), '已记下：蒋志远 决定“是”（清溪社区');
  await user.until('the row goes', async () => (await row.count()) === 0);
  assert.equal(await decisions.locator('ul.open > li').count(), open - 1, 'the others stay');
  await user.sees(decisions.locator('summary'), '已定 1 件');
  await user.sees(decisions.locator('details li'), '是，蒋志远 决定');
  await user.sees(user.panel('timeline'), '蒋志远 决定“是”（彭银花 代记）：清溪小学是否停课');
  // What the yes tells somebody to do.
  const order = user.call('清溪社区', '校长');
  await user.sees(order, '杜春兰');
  await user.sees(order, '清溪小学马上停课');
}

// Rain at one gauge for two villages; the alarm of one of them is put aside.
async function testShelving(user, engine) {
  const alarms = user.panel('alarms');
  const alarm = (village) => alarms.locator('ul > li').filter({ hasText: village });
  const shelf = alarms.locator('.shelves li').filter({ hasText: '双江村' });
  await rain(engine, '0061230109', [10, 10, 10, 10, 10]);
  await user.sees(alarm('双江村'), '黄色');
  assert.equal(
    await alarm('源头村').getByRole('button', { name: '搁置' }).count(),
    0,
    'red is not put aside'
  );
  await alarm('双江村').getByRole('button', { name: '搁置' }).click();
  const form = alarm('双江村').locator('form');
  assert.ok(await form.getByLabel('30 分钟').isChecked());
  assert.ok(await form.getByLabel('黄色').isChecked(), 'no more is muted than stands');
  assert.equal(await form.getByLabel('红色').count(), 0);
  await form.getByLabel('1 小时').check();
  await form.getByLabel('橙色').check();
  await form.getByLabel('为什么搁置').fill(SHELVED_BECAUSE);
  await user.picture('shelve-form-390', 390, 844);
  await user.picture('shelve-form-1366', 1366, 768);
  await form.getByRole('button', { name: '确定搁置' }).click();
  await user.sees(shelf, '彭银花');
  await user.sees(shelf, SHELVED_BECAUSE);
  await user.sees(shelf, '还有 59 分钟');
  await user.sees(shelf, '现在没有压住警报');
  await user.sees(alarm('双江村').locator('.tag'), '已搁置到');
  await user.sees(alarms.locator('[role=status]'), '已搁置：双江村山洪警报');

  await rain(engine, '0061230109', [10, 10]);
  await user.sees(alarm('柳湾村'), '橙色');
  await user.sees(shelf, '压住没有报的警报');
  await user.sees(alarm('双江村'), '黄色');
  await user.sees(user.panel('timeline'), '双江村山洪橙色警报没有报（已搁置）');
  await user.sees(alarms.locator('.load'), /每人每小时 [\d.]+ 条警报/);
}

async function testUnshelving(user) {
  const alarms = user.panel('alarms');
  await alarms.locator('.shelves').getByRole('button', { name: '取消搁置' }).click();
  await user.sees(alarms.locator('ul > li').filter({ hasText: '双江村' }), '橙色');
  await user.until('no shelf', async () => (await alarms.locator('.shelves').count()) === 0);
  await user.sees(user.panel('timeline'), '双江村山洪警报不再搁置：彭银花 取消');
}

const TASK = '扶老人下楼';

// A unit for a village: asked for, sent with its reason, there, and done; and water from the store.
async function testUnits(user) {
  const [needs, units] = [user.panel('needs'), user.panel('units')];
  const row = needs.locator('li').filter({ hasText: TASK });
  await needs.getByRole('button', { name: '要队伍' }).click();
  const form = needs.locator('form');
  await form.getByLabel('去哪里').selectOption('shimen');
  await form.getByLabel('救援').check();
  assert.ok(await form.getByLabel('黄色').isChecked(), 'yellow, where nobody says more');
  await form.getByLabel('红色').check();
  await form.getByLabel('去做什么').fill(TASK);
  await user.picture('ask-units-390', 390, 844);
  await user.picture('ask-units-1366', 1366, 900);
  await form.getByRole('button', { name: '要队伍' }).click();
  await user.sees(needs.locator('[role=status]'), '已记下：石门村要救援 1 支');
  await user.sees(row, '红色');
  await user.sees(row.locator('.state'), /还有 \d+ 分钟到/);
  const first = await row.locator('.unit').innerText();
  await user.sees(row.locator('.reason'), new RegExp(`${first}，\\d+ 分钟到；其次是`));
  // A person's word goes before it.
  await row.getByRole('button', { name: '指定队伍' }).click();
  const choice = row.locator('li').filter({ hasNotText: first }).first();
  const unit = await choice.locator('b').innerText();
  await choice.getByRole('button', { name: '派这支' }).click();
  await user.sees(row.locator('.reason'), unit);
  await user.sees(row, '人指定');

  const busy = units.locator('li').filter({ has: user.page.locator('b', { hasText: unit }) });
  await user.sees(busy, '石门村');
  await busy.getByRole('button', { name: '到了' }).click();
  await user.sees(units.locator('[role=status]'), `已记下：${unit} 到了`);
  await user.sees(row.locator('.state'), '到了');
  await user.sees(units.locator('details.there'), unit);
  await user.picture('units-390', 390, 844);
  await user.picture('units-1366', 1366, 900);
  await row.getByRole('button', { name: '办完了，结束' }).click();
  await user.sees(needs.locator('[role=status]'), '已结束：石门村要救援');
  await user.until('the need goes', async () => (await row.count()) === 0);
  await user.sees(user.panel('timeline'), `需求结束（石门村要救援）：办完了，${unit}`);
}

async function testSupplies(user) {
  const supplies = user.panel('supplies');
  const water = supplies.locator('li').filter({ hasText: '瓶装水' }).filter({ hasText: '体育馆' });
  await supplies.locator('summary').click();
  await user.sees(water, '剩 1200 瓶，至少要 600');
  await water.getByRole('button', { name: '进出、盘点' }).click();
  const form = water.locator('form');
  assert.ok(await form.getByLabel('出库').isChecked());
  await form.getByRole('button', { name: '记下出库' }).click();
  await user.sees(form.getByRole('alert'), '多少？');
  await form.getByLabel('数量').fill('10');
  await form.getByRole('button', { name: '记下出库' }).click();
  await user.sees(supplies.locator('[role=status]'), '已记下：瓶装水 出库 10 瓶');
  await user.sees(water, '剩 1190 瓶');
  await user.sees(user.panel('timeline'), '瓶装水出库 10，共剩 1190（彭银花）');
}

async function testRoads(user) {
  const roads = user.panel('closed-roads');
  await roads.getByRole('button', { name: '有路断了' }).click();
  await roads.getByLabel('按路名找').fill('漫水桥');
  await roads.getByLabel('哪条路').selectOption({ label: '桥头漫水桥' });
  await roads.getByRole('button', { name: '记下：路断了' }).click();
  await user.sees(roads.locator('[role=status]'), '已记下：桥头漫水桥断了');
  const row = roads.locator('li').filter({ hasText: '桥头漫水桥' });
  await user.sees(row, '彭银花 报');
  await row.getByRole('button', { name: '开放' }).click();
  await user.until('the road is open', async () => (await row.count()) === 0);
  await user.sees(user.panel('timeline'), '路通了：桥头漫水桥');
}

async function testLanguage(user) {
  await user.page.getByRole('button', { name: 'English' }).click();
  await user.sees(user.panel('calls'), 'Call board');
  await user.sees(user.panel('alarms'), 'limit of red');
  assert.equal(await user.page.locator('html').getAttribute('lang'), 'en');
  // Names of people have no English; whatever else is Chinese has been forgotten.
  const people = readFileSync(join(source, 'plans/qingxi/people.csv'), 'utf8');
  const shown = await user.page.locator('main').innerText();
  const chinese = (shown.match(/[\u4e00-\u9fff]+/g) ?? [])
    .filter((w) => ![people, SHELVED_BECAUSE, TASK].some((known) => known.includes(w)));
  assert.deepEqual(chinese, [], 'the English page is complete');
  await user.picture('page-en', 1920, 1080);
  await user.page.reload();
  await user.sees(user.panel('calls'), 'Call board');
  await user.sees(user.panel('calls'), '0000-');
  await user.page.getByRole('button', { name: '中文' }).click();
  await user.sees(user.panel('calls').locator('h2'), '叫应');
}

// Nobody plays a scenario here: words to the players, notes, and the stop, which wants a reason.
async function testExercise(user) {
  const [control, evaluation] = [user.panel('control'), user.panel('evaluation')];
  await user.sees(control, '这里没有按情景演');
  const top = async (id) => (await user.panel(id).boundingBox()).y;
  assert.ok((await top('control')) > (await top('decisions')), 'below what has a clock');
  assert.equal(await control.getByRole('button', { name: '暂停' }).count(), 0);
  await evaluation.getByPlaceholder('看到了什么').fill('叫应很快');
  await evaluation.getByRole('button', { name: '记下' }).click();
  await user.sees(evaluation.locator('section li'), '叫应很快');
  await control.getByRole('button', { name: '自己给一条情景事件' }).click();
  await control.getByLabel('给谁').selectOption('yuantou-leader');
  await control.getByLabel('说什么').fill('漫水桥过水了');
  await control.getByRole('button', { name: '给出' }).click();
  await user.sees(control.locator('[role=status]'), '已给 陈大山：漫水桥过水了');
  await user.sees(user.panel('timeline'), '导调给 陈大山：漫水桥过水了（彭银花）');
  await control.getByRole('button', { name: '中止演练' }).click();
  await user.sees(control.getByRole('alert'), '请写明为什么中止');
}

// What somebody tells on the telephone stands among the reports, with its kind.
async function testReports(user) {
  const reports = user.panel('reports');
  await reports.getByRole('button', { name: '记一条报告' }).click();
  await reports.getByLabel('石门村').check();
  await reports.getByLabel('看到了什么').selectOption('no_water');
  await reports.getByLabel('谁报的').fill('过路司机');
  await reports.getByLabel('原话').fill('水缸空了');
  await reports.getByRole('button', { name: '记下这条报告' }).click();
  const row = reports.locator('li.line').first();
  await user.sees(row, '石门村');
  await user.sees(row, '停水（没有自来水），“水缸空了”');
  await user.sees(row, '过路司机');
}

async function testReadOnly(context, engine) {
  const user = new Page(await context.newPage());
  await user.page.goto(engine.page.replace(/#.*/, ''));
  await user.sees(user.panel('calls'), '只能看');
  await user.sees(user.panel('calls').locator('li'), '第 ');
  for (const name of ['代记答复', '搁置', '要队伍', '不能出动', '进出、盘点', '中止演练', '记下'])
    assert.equal(await user.page.getByRole('button', { name }).count(), 0, name);
  assert.equal(await user.page.getByText('0000-').count(), 0, 'no telephone numbers');
  await testOwnAddress(user, engine);
  await user.page.close();
}

async function testStale(user, engine) {
  assert.equal(await user.page.locator('main.stale').count(), 0);
  await engine.kill();
  await user.sees(user.page.getByRole('alert'), '不是现在的情况');
  assert.equal(await user.page.locator('main.stale').count(), 1);
  const countdown = user.panel('calls').locator('[role=timer]').first();
  const held = await countdown.innerText();
  await user.sees(user.page.getByRole('alert'), /已经 (8|9|\d\d) 秒/);
  assert.equal(await countdown.innerText(), held, 'no countdown runs on by the browser');
  const port = engine.httpPort;
  await engine.start(port);
  await user.page.locator('main:not(.stale)').waitFor({ timeout: WAIT_MS });
  // What happened while the page was deaf, and after it, is there.
  await engine.observe([
    { station: '9900000002', property: 'rain', time: new Date().toISOString(), value: 1 }
  ]);
  await user.sees(user.panel('timeline'), '9900000002');
}

const engine = new Engine(binary, source, TRUST);
const browser = await browserOr.launch();
let failed = false;
let shown;
try {
  await engine.start();
  const context = await browser.newContext({ locale: 'zh-CN' });
  const user = new Page(await context.newPage());
  shown = user.page;
  user.page.setDefaultTimeout(WAIT_MS);
  const errors = [];
  user.page.on('pageerror', (error) => errors.push(error.message));
  await user.page.setViewportSize({ width: 1920, height: 1080 });
  await user.page.goto(engine.page);
  const step = async (name, run) => {
    await run();
    console.log('ok', name);
  };
  await step('empty board', () => testEmpty(user));
  await step('units: asked for, sent, there, done', () => testUnits(user));
  await step('roles that somebody else switches', () => testRolesSwitched(user, engine));
  await step('supplies', () => testSupplies(user));
  await step('roads', () => testRoads(user));
  await step('storm: stations, alarms, timeline', () => testStorm(user, engine));
  await step('call board', () => testCallBoard(user));
  await step('a call that goes on meanwhile', () => testCallGoesOn(user, engine));
  await step('decisions', () => testDecisions(user, engine));
  await step('suspect, failed, missing and lost', () => testDoubts(user, engine));
  await step('shelving', () => testShelving(user, engine));
  await step('three sizes', async () => {
    await user.picture('page-390', 390, 844);
    await user.picture('page-1366', 1366, 768);
    await user.picture('page-1920', 1920, 1080);
  });
  await step('language', () => testLanguage(user));
  await step('taking a shelf back', () => testUnshelving(user));
  await step('reports by people', () => testReports(user));
  await step('an exercise without a scenario', () => testExercise(user));
  await step('read-only without a token', () => testReadOnly(context, engine));
  await step('stale without the engine, and back', () => testStale(user, engine));
  assert.deepEqual(errors, [], 'errors in the page');
} catch (error) {
  failed = true;
  console.error(error);
  if (pictures) await shown?.screenshot({ path: join(pictures, 'failed.png'), fullPage: true });
  console.error('the engine said:\n' + engine.said());
} finally {
  await browser.close();
  await engine.end();
}
console.log(failed ? 'FAILED' : 'passed');
process.exitCode = failed ? 1 : 0;
