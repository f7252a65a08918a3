import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { factText } = await compiled('words/facts.ts');
const { Names } = await compiled('words/names.ts');

const names = new Names({
  id: '430999101000',
  utc_offset_s: 28_800,
  name_zh: '清溪镇',
  name_en: 'Qingxi',
  villages: [
    { id: 'yuantou', name_zh: '源头村', name_en: 'Yuantou' },
    { id: 'shangxi', name_zh: '上溪村', name_en: 'Shangxi' }
  ],
  stations: [],
  rules: [],
  playbooks: [{ id: 'leave', title_zh: '转移', title_en: 'leave', levels: ['red'] }],
  people: [
    { id: 'boss', name: '彭银花' },
    { id: 'other', name: '吕有田' },
    { id: 'leader', name: '陈大山' }
  ],
  properties: []
});
const subjects = new Map([
  ['5.3', { area: 'yuantou', ask: { zh: '封桥吗？', en: 'Close the bridge?' } }],
  ['5.1', { area: 'yuantou' }],
  ['5.8', { area: 'yuantou', duty: 'reach_village' }]
]);
const tell = (kind, members) =>
  factText({ offset: 7, index: 0, time: '', fact: kind, ...members }, names, subjects);

test('warnings of others are told with what became of them', () => {
  const of = { sender: 'qxj', warns_of: '暴雨', headline: '' };
  assert.equal(tell('warning_received', { ...of, status: 'actual' }).zh, '收到外部预警：暴雨');
  assert.equal(tell('warning_received', { ...of, status: 'test' }).zh, '收到外部的测试：暴雨');
  assert.equal(tell('warning_held', of).zh, '外部预警自相矛盾，先按住，问是不是真的：暴雨');
  const again = { rule: 'signal', area: 'yuantou', level: 'red' };
  assert.match(tell('alarm_repeated', again).zh, /^源头村.*又收到一次红色预警，没答应的再问一遍$/);
  const safe = { reporter: 'leader', area: 'yuantou', kind: 'safe', text: '', seen_at: 'gauge-a' };
  assert.equal(tell('report_taken', safe).zh, '陈大山 报告（源头村）：平安，看到的地方：gauge-a');
  const { seen_at, ...there } = safe;
  const own = tell('report_taken', { ...there, recorded_by: 'leader' });
  assert.equal(own.zh, '陈大山 报告（源头村）：平安');
  const heard = tell('report_taken', { ...there, recorded_by: 'boss' });
  assert.equal(heard.zh, '陈大山 报告（源头村）：平安（彭银花 代记）');
  assert.match(heard.en, /: all is well \(recorded by 彭银花\)$/);
});

test('a decision is told from its question to its end', () => {
  const asked = { area: 'yuantou', ask_zh: '封桥吗？', ask_en: 'Close the bridge?' };
  const by = { duty: 'duty_officer', owner: 'boss', decide_by: '2026-07-15T08:10:00+08:00' };
  assert.equal(tell('decision_opened', { ...asked, ...by }).zh, '待决定：封桥吗？（值班员 彭银花，08:10 前）');
  assert.match(tell('decision_opened', { ...asked, owner: 'boss' }).zh, /（预案已事先授权）$/);
  assert.equal(
    tell('decision_passed_on', { decision: '5.3', from: 'leader', round: 0, ...by }).zh,
    '陈大山 没有决定，转给下一位（值班员 彭银花，08:10 前）：封桥吗？'
  );
  assert.match(tell('decision_passed_on', { decision: '5.3', round: 1, ...by }).zh, /第 2 轮/);
  const who = { decided_by: 'leader', recorded_by: 'boss' };
  const made = { decision: '5.3', yes: false, note: '桥上有人', ...who };
  assert.equal(
    tell('decision_made', made).zh,
    '陈大山 决定“否”（彭银花 代记）：封桥吗？ “桥上有人”'
  );
  assert.equal(
    tell('decision_made', { ...made, yes: true, recorded_by: 'leader', note: '' }).en,
    '陈大山 decided yes: Close the bridge?'
  );
  const plan = (release) =>
    tell('decision_made', { decision: '5.3', yes: true, decided_by: '', release }).zh;
  assert.match(plan('at_once'), /^预案已授权/);
  assert.match(plan('after_chain'), /^没有人决定/);
  assert.equal(
    tell('decision_closed', { decision: '5.3', reason: 'retracted' }).zh,
    '不用再决定（误报，已撤回）：封桥吗？'
  );
  const sent = { decision: '5.3', delivered: false, detail: '503' };
  assert.match(tell('decision_message', sent).zh, /没有送到（503）/);
  assert.match(tell('decision_message', { ...sent, delivered: true }).zh, /已送到/);
});

test('a warning by a person is told with where, how many and why', () => {
  const warning = {
    playbook: 'leave',
    level: 'red',
    areas: ['yuantou', 'shangxi'],
    reason_zh: '水漫堤',
    reason_en: 'the dike is topped',
    people: 108,
    proposed_by: 'boss'
  };
  assert.equal(
    tell('warning_proposed', warning).zh,
    '彭银花 提出红色预警：源头村、上溪村，共 108 人，原因：水漫堤'
  );
  assert.match(tell('warning_proposed', { ...warning, playbook: '' }).zh, /自行撤离（108 人/);
  const issued = { headline_zh: '红色', headline_en: 'red', given_by: 'boss', agreed_by: 'other' };
  assert.equal(tell('warning_issued', issued).zh, '发出预警：红色（彭银花 发，吕有田 复核）');
  assert.equal(tell('warning_issued', { headline_zh: '红色' }).zh, '发出预警：红色');
  assert.match(tell('incident_opened', { area: 'yuantou', rule: 'by_person' }).zh, /人工预警/);
});

test('how a warning ends names who must be told by hand', () => {
  const by_hand = ['leader'];
  const retracted = { area: 'yuantou', retracted_by: 'boss', reason_zh: '误触', by_hand };
  assert.match(
    tell('warning_retracted', retracted).zh,
    /^彭银花 撤回源头村的预警，是误报，原因：误触；还要打电话或派人告诉 陈大山$/
  );
  assert.match(tell('stand_down_proposed', { incident: '5.1', proposed_by: 'boss' }).zh, /源头村险情/);
  const clear = tell('all_clear_given', {
    area: 'yuantou',
    proposed_by: 'boss',
    agreed_by: 'other',
    observed_by: ['leader'],
    hold_until: '2026-07-15T15:30:00+08:00',
    by_hand: []
  });
  assert.match(clear.zh, /彭银花 提出，吕有田 复核，现场 陈大山 报平安），观察到 15:30$/);
  assert.match(tell('all_clear_revoked', { area: 'yuantou' }).zh, /险情没有过去/);
});

test('a village that is cut off is told with who is unknown', () => {
  assert.equal(
    tell('village_cut_off', {
      area: 'yuantou',
      heard_last: '2026-07-15T08:10:00+08:00',
      people_unknown: 26,
      to_find: ['leader', 'stranger']
    }).zh,
    '源头村疑似三断：08:10 之后没有任何消息，26 人情况不明，要找 陈大山、stranger'
  );
  const rung = { rung: 0, rungs: 2, channels: ['radio', 'runner'] };
  const called = { obligation: '5.8', callee: 'leader', ...rung };
  assert.equal(
    tell('obligation_called', called).zh,
    '叫应 陈大山（源头村失联核查，第 1/2 步，用对讲机、派人）'
  );
  const opened = { area: 'yuantou', duty: 'reach_village', holder: '' };
  assert.equal(tell('obligation_opened', opened).zh, '要叫应 源头村失联核查');
  assert.equal(tell('obligation_opened', opened).en, 'To be reached: contact check of Yuantou');
  assert.match(
    tell('obligation_closed', { obligation: '5.8', reason: 'contact_restored' }).zh,
    /已恢复联系$/
  );
});

test('the response level is told with who changed it and the county beside it', () => {
  const changed = {
    ...{ level: 'yellow', previous_level: 'none', county: 'blue', changed_by: 'boss' },
    ...{ reason_zh: '雨大', reason_en: 'it rains' }
  };
  assert.equal(
    tell('response_changed', changed).zh,
    '彭银花：由无响应改为Ⅲ级响应（县里Ⅳ级响应）：雨大'
  );
  assert.equal(
    tell('response_changed', changed).en,
    '彭银花: from no response to response level Ⅲ (the county: response level Ⅳ): it rains'
  );
});
