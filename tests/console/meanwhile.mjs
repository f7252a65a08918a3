// What somebody else does, or the engine, while a form is open: the form stays what it was when it
// was opened.
import assert from 'node:assert/strict';

// Above the buttons: which rung it is says whether by telephone alone or in other ways too.
const inVain = (name) => new RegExp(`打了 ${name} 的电话，没叫到|叫了 ${name}（.+），没叫到`);

/** The call goes on to the next while somebody is on the telephone. */
export async function testCallGoesOn(user, engine) {
  const row = user.call('源头村', '预警员');
  const name = row.locator('.name b');
  const before = await name.innerText();
  await row.getByRole('button', { name: '代记答复' }).click();
  await user.sees(row.locator('legend'), inVain(before));
  const state = await (await fetch(new URL('/api/v1/obligations', engine.page))).json();
  const duty = state.find((o) => o.area === 'yuantou' && o.duty === 'warning_officer' && !o.done);
  const attempt = { command: 'call_attempt', obligation: duty.obligation, outcome: 'busy' };
  // Two rungs may call the same person.
  while ((await name.innerText()) === before) {
    const step = row.locator('.who .number').last();
    const stood = await step.innerText();
    await engine.command(attempt);
    await user.until('the next is called', async () => (await step.innerText()) !== stood);
  }
  const now = await name.innerText();
  await user.sees(row.locator('.gone-on'), `已经改叫 ${now} 了，${before} 没叫到不用再记`);
  await user.sees(row.locator('legend'), inVain(before));
  const busy = row.getByRole('button', { name: '占线' });
  assert.ok(await busy.isDisabled(), 'it would be told of somebody who was not telephoned');
  await row.getByRole('button', { name: `改记 ${now}` }).click();
  await user.sees(row.locator('legend'), inVain(now));
  assert.ok(await busy.isEnabled());
  await row.getByRole('button', { name: '收起' }).click();
}

/** Somebody else switches the roles as well. */
export async function testRolesSwitched(user, engine) {
  const roles = user.panel('roles');
  const badge = roles.locator('.badge');
  await user.sees(badge, '日常岗位');
  await roles.getByRole('button', { name: '转入应急岗位' }).click();
  await engine.command({ command: 'switch_roles', emergency: true, reason: 'flood' });
  await user.sees(badge, '应急岗位');
  await roles.getByPlaceholder('原因').fill('flood');
  await roles.locator('form').getByRole('button', { name: '转入应急岗位' }).click();
  await user.sees(roles.getByRole('alert'), '已经是应急岗位');
  await engine.command({ command: 'switch_roles', emergency: false, reason: 'over' });
  await user.sees(badge, '日常岗位');
  await roles.getByRole('button', { name: '收起' }).click();
}

/** One's own address in a tab that shows the page without a name. */
export async function testOwnAddress(user, engine) {
  await user.page.goto(engine.page);
  await user.sees(user.panel('calls'), '0000-');
  assert.equal(new URL(user.page.url()).hash, '', 'the token is gone from the address');
}
