import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { attemptOf, callsByVillage, openCalls } = await compiled('state/calls.ts');
const { aboutText, callsText, callState, closingText, doneByText, goneOnText, inVainText } =
  await compiled('words/calls.ts');
const { callsTooMany } = await compiled('state/contacts.ts');
const { Names } = await compiled('words/names.ts');

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

test('village by village, in the order of the most pressing call; answered or still called', () => {
  const villages = callsByVillage([
    call('1', { area: 'b', state: 'needs_help' }),
    call('2', { area: 'a', state: 'acting' }),
    call('3', { area: 'b' }),
    call('4', { area: 'b', state: 'acting' }),
    call('5', { area: 'a', state: 'acting' })
  ]);
  assert.deepEqual(
    villages.map((v) => [v.area, v.calls.map((c) => c.obligation), v.calling]),
    [
      ['b', ['1', '3', '4'], 2],
      ['a', ['2', '5'], 0]
    ]
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

test('what came of a call is told of whom it was to, also when the next is called by now', () => {
  const dialled = call('1', { channels: ['call_list'], callee: '甲' });
  assert.deepEqual(attemptOf(dialled, 'busy'), {
    command: 'call_attempt',
    obligation: '1',
    outcome: 'busy',
    callee: '甲'
  });
  assert.ok(!('callee' in attemptOf(call('1', { callee: '' }), 'busy')), 'nobody was called');
  const said = goneOnText(dialled, { ...dialled, callee: '乙' }, names);
  assert.match(said.zh, /改叫 乙 .*甲 没叫到/);
  assert.match(said.en, /^乙 is being called/);
});

test('every end of an obligation has plain words', () => {
  for (const reason of ['retracted', 'stood_down', 'contact_restored', 'crowded_out'])
    assert.match(closingText(reason).zh, /^[\u4e00-\u9fff，]+$/, reason);
});

test('ringing, misheard and under way are told apart', () => {
  const said = (more) => callState(call('1', { channels: ['call_list'], ...more }), names);
  assert.equal(said({ rang: true }).zh, '响铃了，等人接');
  assert.equal(
    said({ state: 'answered', answered_by: '甲' }).zh,
    '甲接了，没说对是哪里、什么险情，还在继续叫。请打电话'
  );
  const misheard = said({ state: 'answered', answered_by: '甲' });
  assert.match(misheard.en, /the calls go on\. Telephone now$/);
  const acting = { state: 'acting', answered_by: '甲' };
  assert.match(said({ ...acting, wants_done: true }).zh, /^甲收到了，在办/);
  assert.match(said(acting).zh, /等报人数$/);
});

test('a task is told with its time, where it has one', () => {
  assert.equal(doneByText(call('1'), 28_800).zh, '');
  const due = call('1', { due_at: '2026-07-15T08:30:00+08:00' });
  assert.equal(doneByText(due, 28_800).zh, '08:30 前办完');
});

test('whoever is called three times an hour is told of', () => {
  const persons = [
    { person: 'a', calls_last_hour: 2 },
    { person: 'b', calls_last_hour: 3 }
  ];
  assert.equal(callsTooMany({ persons }, 'a'), 0);
  assert.equal(callsTooMany({ persons }, 'b'), 3);
  assert.equal(callsTooMany({ persons }, 'nobody'), 0);
  assert.equal(callsText(3).zh, '这小时已被叫 3 次');
  assert.equal(callsText(3).en, 'called 3 times this hour');
});

test('steps, relays and other ways have plain words; so has what is read back', () => {
  const known = new Names({
    id: 'town',
    utc_offset_s: 28_800,
    name_zh: '清溪镇',
    name_en: 'Qingxi',
    villages: [{ id: 'yuantou', name_zh: '源头村', name_en: 'Yuantou' }],
    stations: [],
    rules: [{ id: 'flash-flood', title_zh: '山洪', title_en: 'flash flood' }],
    people: [],
    properties: []
  });
  const said = (purpose, duty, subject = '') => known.dutyAt(duty, subject, purpose);
  assert.equal(said('task', 'road_officer').zh, '处置步骤（路政员）');
  assert.equal(said('task', 'close-bridge', 'school').zh, '处置步骤（close-bridge）：school');
  assert.equal(
    said('task', 'road_officer', 'school').en,
    'step of the playbook (road officer), school'
  );
  assert.equal(said('relay', 'town_leader').zh, '转告镇里（镇长也要知道）');
  assert.equal(said('spread', 'spread_word').zh, '换办法通知到人');
  assert.equal(said('visit', 'visit', 'x').en, 'visit to x');
  assert.equal(known.dangerAt('yuantou', 'flash-flood').zh, '源头村，山洪');
  assert.equal(known.dangerAt('yuantou', 'flash-flood').en, 'flash flood at Yuantou');
  assert.equal(known.dangerAt('yuantou', 'by_person').zh, '源头村，险情');
});

test('a household in an errand is named', () => {
  const people = [{ id: 'h1', name: '赵石头' }];
  const plan = { utc_offset_s: 0, villages: [], stations: [], rules: [], properties: [], people };
  const errand = {
    headline_zh: '请马上到石门村住户 h1，共 5 人',
    headline_en: 'Go to household h1 in Shimen now'
  };
  const names = new Names({ id: 't', name_zh: '镇', name_en: 'Town', ...plan });
  assert.deepEqual(aboutText(call('a', { ...errand, subject: 'h1' }), names), {
    zh: '请马上到石门村住户赵石头，共 5 人',
    en: 'Go to household 赵石头 in Shimen now'
  });
  assert.equal(aboutText(call('a', errand), names).zh, errand.headline_zh);
});
