import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const {
  evacuationsInOrder,
  householdOf,
  householdsInOrder,
  isShort,
  learnFacilities,
  peopleCount,
  returnFrom,
  timeLeftMs,
  timeOf
} = await compiled('state/evacuations.ts');
const { whole } = await compiled('state/standing.ts');
const {
  deadlineText,
  enoughText,
  householdText,
  isCramped,
  noReturnText,
  openHouseholdsText,
  sheltersText,
  timeLeftText
} = await compiled('words/evacuation.ts');
const { Names } = await compiled('words/names.ts');

const NOW = Date.parse('2026-07-15T08:00:00+08:00');
const after = (minutes) => new Date(NOW + minutes * 60_000).toISOString();
const time = (area, more) => ({
  area,
  lead_ends_at: after(60),
  reach_s: 300,
  move_s: 1_800,
  people_left: 30,
  enough: true,
  ...more
});
const household = (id, more) => ({
  id,
  people: 3,
  need_help: 0,
  helper: '',
  state: 'unknown',
  safe: 0,
  visits: 0,
  counted_by: '',
  settled: false,
  ...more
});
const evacuation = (area, more) => ({
  area,
  by: after(30),
  complete: false,
  people: 46,
  safe: 20,
  refused: 2,
  unreachable: 1,
  unknown: 23,
  shelters: [],
  households: [],
  ...more
});
const standing = (more) => whole({ obligations: [], ...more });

test('time left is the lead time, less telling, less moving', () => {
  assert.equal(timeLeftMs(time('a'), NOW), 25 * 60_000);
  assert.equal(timeLeftText(time('a'), NOW).zh, '余 25:00');
  assert.ok(!isShort(time('a'), NOW));
  assert.match(enoughText(time('a'), NOW).zh, /来得及/);
  const later = NOW + 37 * 60_000 + 30_000;
  assert.equal(timeLeftText(time('a'), later).zh, '差 12:30');
  assert.ok(isShort(time('a'), later), 'it runs out while the engine says nothing new');
  assert.ok(isShort(time('a', { enough: false }), NOW), 'the engine says so');
  assert.match(enoughText(time('a', { enough: false }), NOW).zh, /现在就改预案/);
  assert.deepEqual(timeLeftText(time('a', { enough: false }), NOW), { zh: '', en: '' },
    'no time to spare where it is not enough');
  assert.equal(timeLeftText(time('a', { enough: false }), later).zh, '差 12:30');
  assert.ok(!isShort(time('a', { people_left: 0, enough: false }), later), 'nobody is left');
});

test('time is told while somebody is left', () => {
  const told = standing({ times: [time('a', { people_left: 0 }), time('b')] });
  assert.equal(timeOf(told, 'a'), undefined);
  assert.equal(timeOf(told, 'b').people_left, 30);
  assert.equal(timeOf(told, 'c'), undefined);
});

test('nobody goes home before every all-clear of the village is given and its hold is over', () => {
  const incidents = (...holds) =>
    standing({ incidents: holds.map((hold_until) => ({ area: 'a', hold_until })) });
  const from = (...holds) => returnFrom(incidents(...holds), 'a');
  assert.equal(from(), 0, 'nothing is left of it');
  assert.equal(from(undefined), Infinity);
  assert.equal(from(after(30), undefined), Infinity, 'one has no all-clear');
  assert.equal(from(after(30), after(90)), NOW + 90 * 60_000, 'the last hold');
  assert.equal(returnFrom(incidents(undefined), 'b'), 0, "another village's");
  const said = (until) => noReturnText(until, NOW, 28_800);
  assert.equal(said(Infinity).zh, '险情未解除，不能返回');
  assert.match(said(Infinity).en, /^No all-clear yet/);
  assert.equal(said(NOW + 90 * 60_000).zh, '观察期到 09:30，还不能返回');
  assert.match(said(NOW + 86_400_000).en, /^On hold until 16 Jul 08:00/);
});

test('where time is short stands first, then the soonest deadline; what is complete, last', () => {
  const told = standing({
    evacuations: [
      evacuation('complete', { by: after(1), complete: true }),
      evacuation('late'),
      evacuation('soon', { by: after(10) }),
      evacuation('short', { by: after(50) })
    ],
    times: [time('short', { enough: false }), time('complete', { enough: false })]
  });
  assert.deepEqual(
    evacuationsInOrder(told, NOW).map((e) => e.area),
    ['short', 'soon', 'late', 'complete']
  );
});

test('households that need help come first; what was counted here stays in its place', () => {
  const all = [
    household('settled', { state: 'safe', settled: true }),
    household('fit'),
    household('weak', { need_help: 1 }),
    household('refused', { state: 'refused', visits: 1 }),
    household('weak and settled', { need_help: 2, settled: true })
  ];
  const order = (held) => householdsInOrder(all, held).map((h) => h.id);
  assert.deepEqual(order([]), ['weak', 'fit', 'refused', 'weak and settled', 'settled']);
  assert.deepEqual(order(['settled']), ['weak', 'settled', 'fit', 'refused', 'weak and settled']);
  const told = standing({ evacuations: [evacuation('a', { households: all })] });
  assert.equal(householdOf(told, 'weak').need_help, 1);
  assert.equal(householdOf(told, ''), undefined);
});

test('a household tells what was found and what is still to be done', () => {
  const said = (more) => householdText(household('1', more)).zh;
  assert.equal(said({}), '情况不明');
  assert.equal(said({ safe: 2 }), '到了 2 人，还差 1 人');
  assert.equal(said({ state: 'safe', safe: 3, settled: true }), '到了 3 人');
  assert.equal(said({ state: 'refused', visits: 1 }), '不走，要再上门劝一次');
  assert.equal(said({ state: 'refused', visits: 2, settled: true }), '不走，上门 2 次');
  assert.equal(said({ state: 'unreachable', visits: 1 }), '找不到人，要进门看');
  assert.equal(
    householdText(household('1', { state: 'unreachable', visits: 1, settled: true })).en,
    'Not found, visited once'
  );
  const two = [household('1'), household('2', { settled: true })];
  assert.equal(openHouseholdsText(two).zh, '各户（2 户，还有 1 户没了结）');
  assert.equal(openHouseholdsText(two.slice(1)).zh, '各户（1 户都清点了）');
});

test('a deadline that has passed goes on being told', () => {
  assert.equal(deadlineText(60_000, '08:30').zh, '后到时限（08:30 前转移完）');
  assert.equal(deadlineText(-180_000, '08:30').zh, '过了时限 3 分钟（08:30）');
});

test('a shelter that is too small is told', () => {
  const school = { id: 's', name_zh: '小学', name_en: '', capacity: 40 };
  assert.equal(sheltersText([school]).zh, '小学（可容 40 人）');
  assert.equal(sheltersText([{ ...school, capacity: 0 }]).en, '小学');
  const cramped = (...shelters) => isCramped(evacuation('a', { shelters }));
  assert.ok(cramped(school));
  assert.ok(!cramped(school, { ...school, capacity: 6 }));
  assert.ok(!cramped(school, { ...school, capacity: 0 }), 'of unknown size');
  assert.ok(!cramped());
});

test('facilities are named by the state, shelters by the plan, households as people are', () => {
  const facilities = new Map();
  const care = household('care', { name_zh: '敬老院', name_en: 'care home' });
  const told = standing({ evacuations: [evacuation('a', { households: [care, household('h')] })] });
  assert.ok(learnFacilities(told, facilities));
  assert.ok(!learnFacilities(told, facilities), 'nothing is new');
  const names = new Names(
    {
      id: 't',
      villages: [],
      stations: [],
      rules: [],
      shelters: [{ id: 's', name_zh: '小学', name_en: 'school', capacity: 40 }],
      people: [{ id: 'h', name: '何大山' }],
      properties: []
    },
    facilities
  );
  assert.deepEqual(
    ['care', 's', 'h', 'x'].map((id) => names.place(id).zh),
    ['敬老院', '小学', '何大山', 'x']
  );
  assert.equal(names.dutyAt('visit', 'h').zh, '上门转移：何大山');
  assert.equal(names.dutyAt('roll_call', '').en, 'roll call');
});

test('people are counted once for each village: by its evacuation, else by what was told', () => {
  const call = (area, more) => ({ area, wants_headcount: true, people_at_risk: 46, ...more });
  const obligations = [
    call('a', { people_moved: 20 }),
    call('a', { people_moved: 46, done: true, purpose: 'warning' }),
    call('b', { people_at_risk: 10, people_moved: 4 }),
    call('b', { people_at_risk: 99, people_moved: 99, purpose: 'visit' }),
    call('b', { people_at_risk: 99, people_moved: 99, purpose: 'roll_call' }),
    call('c', { people_moved: 0, wants_headcount: false })
  ];
  assert.deepEqual(peopleCount(standing({ obligations })), { safe: 50, people: 56, unknown: 6 });
  const evacuations = [evacuation('a')];
  assert.deepEqual(
    peopleCount(standing({ obligations, evacuations })),
    { safe: 24, people: 56, unknown: 29 }
  );
  const cut_off = [
    { area: 'a', people_unknown: 30 },
    { area: 'd', people_unknown: 7 }
  ];
  assert.equal(peopleCount(standing({ obligations, evacuations, cut_off })).unknown, 43);
});

test('people on no list are no household, and are not forgotten', () => {
  const all = [household('a-1', { settled: true }), household('a/others')];
  assert.equal(openHouseholdsText(all).zh, '各户（1 户都清点了，名册以外的人没了结）');
  const both = openHouseholdsText([household('a-1'), all[1]]);
  assert.match(both.en, /1 of 1 still open; people on no list/);
  all[1].settled = true;
  assert.equal(openHouseholdsText(all).zh, '各户（1 户都清点了）');
});
