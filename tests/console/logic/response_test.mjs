import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { RESPONSE_LEVELS, RESPONSE_NAMES, responseSetText, rolesSwitchedText } =
  await compiled('words/response.ts');

const NOW = Date.parse('2026-07-15T09:00:00+08:00');
const names = { utcOffsetS: 28_800, person: (id) => ({ boss: '彭银花' })[id] ?? id };

test('every level has a name, from the lowest, and the end stands last', () => {
  assert.deepEqual(
    RESPONSE_LEVELS.map((level) => RESPONSE_NAMES[level].zh),
    ['四级 蓝', '三级 黄', '二级 橙', '一级 红', '终止']
  );
});

test('what is recorded is what the engine made of it', () => {
  const receipt = (level) => ({ offset: 7, facts: [{ fact: 'response_changed', level }] });
  assert.equal(responseSetText(receipt('yellow'), 'yellow', false).zh, '已记下：镇里Ⅲ级响应');
  assert.match(responseSetText(receipt('none'), 'none', false).en, /township: no response$/);
  // The township stands above the county already.
  const told = responseSetText(receipt('orange'), 'blue', true);
  assert.equal(told.zh, '已记下：县里Ⅳ级响应，镇里Ⅱ级响应');
  assert.match(told.en, /county: response level Ⅳ; the township: response level Ⅱ$/);
  assert.match(responseSetText({ offset: 7, facts: [] }, 'red', false).zh, /Ⅰ级响应$/);
});

test('it is told who switched the roles, and when', () => {
  const response = { emergency_roles: true, roles_switched_by: 'boss' };
  const said = (more) => rolesSwitchedText({ ...response, ...more }, names, NOW);
  assert.equal(said({}).zh, '', 'nobody yet');
  assert.equal(said({ roles_since: '2026-07-15T08:10:00+08:00' }).zh, '彭银花 08:10 转入');
  const back = said({ roles_since: '2026-07-14T08:10:00+08:00', emergency_roles: false });
  assert.equal(back.zh, '彭银花 7月14日 08:10 转回');
  assert.match(back.en, /back to by 彭银花, 14 Jul 08:10$/);
});
