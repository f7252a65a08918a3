import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { factText } = await compiled('words/facts.ts');
const { isAloud, isWeighty } = await compiled('words/weight.ts');
const { Names } = await compiled('words/names.ts');

const names = new Names(
  {
    id: '430999101000',
    utc_offset_s: 28_800,
    name_zh: '清溪镇',
    name_en: 'Qingxi',
    villages: [{ id: 'yuantou', name_zh: '源头村', name_en: 'Yuantou' }],
    stations: [],
    rules: [{ id: 'river-rise', title_zh: '河水陡涨', title_en: 'steep river rise' }],
    people: [
      { id: 'boss', name: '彭银花' },
      { id: 'leader', name: '陈大山' }
    ],
    properties: []
  },
  new Map(),
  new Map([['slope-patrol slope-1', { zh: '看一号坡', en: 'look at slope 1' }]])
);
const subjects = new Map([
  ['5.1', { area: 'yuantou', ask: { zh: '【更正】源头村', en: 'Correction: Yuantou' } }],
  ['5.8', { area: 'yuantou', duty: 'road_officer', purpose: 'task', subject: '' }]
]);
const fact = (kind, members) => ({ offset: 7, index: 0, time: '', fact: kind, ...members });
const tell = (kind, members) =>
  factText(fact(kind, { area: 'yuantou', ...members }), names, subjects);

test('a notice is told from when it is given until everybody has it', () => {
  const given = { headline_zh: '【更正】源头村', headline_en: 'Correction: Yuantou' };
  assert.equal(
    tell('notice_given', { ...given, told: ['a', 'b'], by_hand: ['leader'] }).zh,
    '通知叫过的人：【更正】源头村（发消息 2 人，要人工告知 1 人：陈大山）'
  );
  assert.equal(
    tell('notice_given', { ...given, told: ['a'], by_hand: [] }).en,
    'All who were called are told: Correction: Yuantou (messages to 1)'
  );
  const of = { notice: '5.1', person: 'leader', detail: '' };
  assert.equal(tell('notice_reported', { ...of, delivered: true }).zh, '已送到 陈大山：【更正】源头村');
  assert.equal(
    tell('notice_reported', { ...of, delivered: false, detail: '503' }).zh,
    '没有送到 陈大山（503），要人工告知：【更正】源头村'
  );
  const hand = { ...of, delivered: true, told_by: 'boss', detail: '电话' };
  assert.equal(tell('notice_reported', hand).zh, '彭银花 已告知 陈大山：【更正】源头村 “电话”');
  assert.equal(
    tell('notice_complete', { notice: '5.1', people: 12, took_s: 605.5 }).zh,
    '12 人都告知到了，用了 10 分钟：【更正】源头村'
  );
});

test('what joins a warning, what is not called for, and what falls short', () => {
  const joined = { rule: 'river-rise', level: 'orange', reason_zh: '水位涨', reason_en: 'it rises' };
  assert.equal(
    tell('warning_joined', joined).zh,
    '源头村河水陡涨也达到橙色，是同一险情，不再重复叫人：水位涨'
  );
  const step = { step: 'close-bridge', when: 'night' };
  assert.equal(tell('step_skipped', step).zh, '源头村处置步骤“close-bridge”这次不用做（条件 night 不成立）');
  assert.equal(
    tell('reach_short', { people: 46, reached: 20 }).zh,
    '源头村叫到的人不够：46 人里叫到 20 人，换办法通知'
  );
  assert.match(tell('reach_short', { people: 46, reached: 20, subscribers: 0.22 }).zh, /只有 22%）/);
  const road = { reported_by: 'leader' };
  const cut = tell('road_changed', { ...road, cut: true });
  assert.equal(cut.zh, '源头村出村的路断了，只能走路（陈大山 报）');
  assert.match(tell('road_changed', { ...road, cut: false }).en, /the road out is open/);
});

test('roles and contacts are told with who and how many', () => {
  const roles = { switched_by: 'boss', reason_zh: '三级响应', reason_en: 'level III' };
  assert.equal(tell('roles_switched', { ...roles, emergency: true }).zh, '彭银花 转入应急岗位：三级响应');
  const back = tell('roles_switched', { ...roles, emergency: false });
  assert.match(back.en, /back to the everyday roles/);
  const started = { persons: ['a', 'b'], answer_by: '2026-07-15T08:15:00+08:00' };
  assert.equal(
    tell('contact_test_started', { ...started, started_by: 'boss' }).zh,
    '彭银花 开始联系测试：2 人，08:15 前答复，没有险情'
  );
  assert.match(tell('contact_test_started', { ...started, started_by: '' }).zh, /^按预案开始联系测试/);
  const tested = { test: '5.0', person: 'leader', took_s: 34.2 };
  assert.equal(tell('contact_tested', { ...tested, answered: true }).zh, '联系测试：陈大山 答了，用 34 秒');
  assert.equal(tell('contact_tested', { ...tested, answered: false }).zh, '联系测试：陈大山 没有答复');
  assert.equal(tell('contact_test_ended', { asked: 60, answered: 45 }).zh, '联系测试结束：60 人里答了 45 人');
  const confirmed = { person: 'leader', confirmed_by: 'boss' };
  assert.equal(tell('contact_confirmed', confirmed).zh, '彭银花 核对了 陈大山 的电话');
});

test('everyday work is told by what is done, not by its ids', () => {
  const of = { routine: 'slope-patrol', subject: 'slope-1' };
  const due = { ...of, holder: 'leader', task_zh: '看一号坡', task_en: 'look at slope 1' };
  assert.equal(tell('routine_due', due).zh, '日常工作到期：看一号坡（陈大山）');
  const again = { ...of, holder: 'leader', due_since: '2026-07-15T08:00:00+08:00' };
  assert.equal(tell('routine_reminded', again).zh, '再提醒：看一号坡，08:00 到期（陈大山）');
  const done = { ...of, done_by: 'leader', recorded_by: 'leader', found: false, late_s: 0 };
  assert.equal(tell('routine_done', done).zh, '陈大山 做完了：看一号坡');
  const found = { ...done, recorded_by: 'boss', found: true, note: '有裂缝', late_s: 7_200 };
  assert.equal(
    tell('routine_done', found).zh,
    '发现问题！陈大山 做完了：看一号坡 “有裂缝”，到期后 2 小时（彭银花 代记）'
  );
  assert.match(tell('routine_done', { ...done, subject: 'gone' }).zh, /slope-patrol（gone）$/);
});

test('an answer without hazard and place is told as such, a step by what it is', () => {
  const by = { answered_by: 'leader', recorded_by: 'leader' };
  const answered = { obligation: '5.8', kind: 'received', ...by };
  assert.equal(
    tell('obligation_answered', { ...answered, misunderstood: true }).zh,
    '陈大山 答复：接了，没说对是哪里、什么险情（源头村处置步骤（路政员））'
  );
  assert.match(tell('obligation_answered', { ...answered, kind: 'done' }).zh, /^陈大山 答复：办好了/);
  const dialled = { obligation: '5.8', dialled_by: 'boss', outcome: 'rang' };
  assert.match(tell('obligation_dialled', dialled).zh, /^彭银花 打了电话：响铃了/);
  const again = { obligation: '5.8', people_moved: 0 };
  assert.match(tell('obligation_reopened', { ...again, people_at_risk: 0 }).zh, /^到时还没办完/);
  assert.match(tell('obligation_reopened', { ...again, people_at_risk: 46 }).zh, /已转移 0\/46 人/);
  const opened = { duty: 'road_officer', purpose: 'task', holder: '' };
  assert.equal(tell('obligation_opened', opened).zh, '要叫应 源头村处置步骤（路政员）');
});

test('what changes who is called stays in the timeline; what is urgent is read aloud', () => {
  for (const kind of ['roles_switched', 'warning_joined', 'reach_short', 'road_changed'])
    assert.ok(isWeighty(fact(kind)), kind);
  for (const kind of ['notice_reported', 'contact_tested', 'routine_due', 'step_skipped'])
    assert.ok(!isWeighty(fact(kind)), kind);
  assert.ok(isWeighty(fact('routine_done', { found: true })));
  assert.ok(!isWeighty(fact('routine_done', { found: false })));
  assert.ok(isAloud(fact('routine_done', { found: true })));
  assert.ok(isAloud(fact('reach_short')));
  assert.ok(isAloud(fact('road_changed', { cut: true })));
  assert.ok(!isAloud(fact('road_changed', { cut: false })));
  assert.ok(!isAloud(fact('contact_test_started')));
});
