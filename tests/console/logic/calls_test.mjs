import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { openCalls } = await compiled('state/calls.ts');
const { callState, closingText, inVainText } = await compiled('words/calls.ts');

const call = (obligation, more) => ({
  obligation,
  area: obligation,
  level: 'red',
  state: 'calling',
  done: false,
  opened_at: '2026-07-15T08:00:00+08:00',
  next_step_at: '2026-07-15T09:00:00+08:00',
  ...more
});

test('needs help first, then the most severe, then the soonest', () => {
  const order = openCalls([
    call('late'),
    call('blue', { level: 'blue', next_step_at: '2026-07-15T08:01:00+08:00' }),
    call('done', { done: true }),
    call('soon', { next_step_at: '2026-07-15T08:05:00+08:00' }),
    call('help', { level: 'yellow', state: 'needs_help' })
  ]);
  assert.deepEqual(
    order.map((o) => o.obligation),
    ['help', 'soon', 'late', 'blue']
  );
});

const names = { person: (id) => id };

test('what is done by hand is told by its ways', () => {
  const said = (channels, more) => callState(call('1', { channels, ...more }), names);
  assert.equal(said(['call_list']).zh, '请打电话');
  assert.equal(said(['webhook']).zh, '消息还没送到');
  assert.equal(said(['webhook', 'call_list']).zh, '请打电话（消息还没送到）');
  assert.equal(
    said(['satellite_phone', 'radio', 'loudspeaker', 'knock', 'runner']).zh,
    '请用：卫星电话、对讲机、大喇叭、上门、派人'
  );
  assert.equal(
    said(['webhook', 'radio', 'runner'], { delivered: true }).en,
    'Try now: radio, a runner (message delivered; waiting for an answer)'
  );
});

test('a call in vain names the ways that were tried', () => {
  const said = (channels) => inVainText(call('1', { channels, callee: '甲' }), names).zh;
  assert.equal(said(['webhook', 'call_list']), '打了 甲 的电话，没叫到：');
  assert.equal(said(['radio', 'runner']), '叫了 甲（对讲机、派人），没叫到：');
});

test('every end of an obligation has plain words', () => {
  for (const reason of ['retracted', 'stood_down', 'contact_restored'])
    assert.match(closingText(reason).zh, /^[\u4e00-\u9fff，]+$/, reason);
});
