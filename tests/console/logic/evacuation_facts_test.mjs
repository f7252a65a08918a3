import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { factText } = await compiled('words/facts.ts');
const { isAloud, isWeighty } = await compiled('words/weight.ts');
const { Names } = await compiled('words/names.ts');

const names = new Names({
  id: '430999101000',
  utc_offset_s: 28_800,
  name_zh: '清溪镇',
  name_en: 'Qingxi',
  villages: [{ id: 'yuantou', name_zh: '源头村', name_en: 'Yuantou' }],
  stations: [],
  rules: [],
  shelters: [{ id: 'school', name_zh: '源头小学', name_en: 'Yuantou school', capacity: 60 }],
  people: [
    { id: 'boss', name: '彭银花' },
    { id: 'leader', name: '陈大山' },
    { id: 'yuantou-3', name: '何桂英' }
  ],
  properties: []
});
const subjects = new Map([['5.8', { area: 'yuantou', duty: 'visit', subject: 'yuantou-3' }]]);
const fact = (kind, members) => ({ offset: 7, index: 0, time: '', fact: kind, ...members });
const tell = (kind, members) =>
  factText(fact(kind, { area: 'yuantou', ...members }), names, subjects);

test('an order to leave tells its parts: who, how many, by when, where to', () => {
  const ordered = {
    organiser: 'leader',
    households: 12,
    people: 46,
    need_help: 3,
    by: '2026-07-15T08:30:00+08:00',
    shelters: ['school']
  };
  assert.equal(
    tell('evacuation_ordered', ordered).zh,
    '源头村转移：46 人（12 户，3 人要帮），08:30 前到源头小学，陈大山 组织'
  );
  assert.equal(
    tell('evacuation_ordered', ordered).en,
    'Yuantou leaves: 46 people (households: 12, people who need help: 3) by 08:30, ' +
      'to Yuantou school, organised by 陈大山'
  );
  assert.equal(
    tell('evacuation_ordered', { ...ordered, organiser: '', households: 0, shelters: [] }).zh,
    '源头村转移：46 人，08:30 前'
  );
});

test('a count tells what was found, who counted and who recorded it', () => {
  const counted = { household: 'yuantou-3', people: 3, visits: 0, counted_by: 'leader' };
  const by = { ...counted, recorded_by: 'leader' };
  assert.equal(
    tell('household_counted', { ...by, state: 'safe' }).zh,
    '源头村 何桂英：到了 3 人（陈大山 清点）'
  );
  assert.equal(
    tell('household_counted', { ...by, state: 'unknown', people: 2 }).zh,
    '源头村 何桂英：先到了 2 人（陈大山 清点）'
  );
  const refused = { ...counted, state: 'refused', people: 0, visits: 1, recorded_by: 'boss' };
  assert.equal(
    tell('household_counted', { ...refused, note: '要看猪' }).zh,
    '源头村 何桂英：不走（上门 1 次）（陈大山 清点，彭银花 代记） “要看猪”'
  );
  assert.equal(
    tell('household_counted', { ...refused, state: 'unreachable' }).en,
    'Yuantou, 何桂英: not found (visits in vain: 1) (counted by 陈大山, recorded by 彭银花)'
  );
});

test('the end of an evacuation, who is missing, and the return are told with numbers', () => {
  assert.equal(
    tell('evacuation_complete', { people: 46, safe: 43, refused: 2, unreachable: 1 }).zh,
    '源头村清点完毕：应转移 46 人，已转移 43，不走 2，找不到人 1'
  );
  assert.match(
    tell('people_missing', { safe: 43, present: 40 }).zh,
    /^源头村安置点少了 3 人：应有 43 人，点到 40 人/
  );
  assert.equal(
    tell('return_ordered', { ordered_by: 'boss', people: 43, note: '走大路' }).zh,
    '彭银花 下令源头村返回：43 人可以回家 “走大路”'
  );
});

test('time that is short is told with its reason', () => {
  const time = {
    enough: false,
    lead_ends_at: '2026-07-15T09:00:00+08:00',
    reach_s: 300,
    move_s: 1_800,
    people_left: 30
  };
  assert.equal(
    tell('time_to_safe', { ...time, reason_zh: '差 5 分钟', reason_en: '5 min short' }).zh,
    '源头村转移时间不够，现在就改预案：差 5 分钟'
  );
  assert.match(tell('time_to_safe', time).zh, /09:00 来水，叫到人最慢 5 分钟，转移剩下的 30 人要 30 分钟$/);
  assert.match(tell('time_to_safe', { ...time, enough: true }).zh, /来得及了/);
});

test('a visit names the household', () => {
  const opened = { duty: 'visit', subject: 'yuantou-3', holder: '' };
  assert.equal(tell('obligation_opened', opened).zh, '要叫应 源头村上门转移：何桂英');
  assert.equal(tell('obligation_opened', opened).en, 'To be reached: visit to 何桂英 of Yuantou');
  assert.equal(
    tell('obligation_delivered', { obligation: '5.8' }).zh,
    '消息已送到（源头村上门转移：何桂英）'
  );
});

test('what decides about people is weighty; what is urgent is read aloud', () => {
  const weighty = (kind, members) => isWeighty(fact(kind, members));
  for (const kind of [
    'evacuation_ordered',
    'evacuation_complete',
    'people_missing',
    'return_ordered'
  ])
    assert.ok(weighty(kind), kind);
  assert.ok(!weighty('household_counted'));
  assert.ok(weighty('time_to_safe', { enough: false }));
  assert.ok(!weighty('time_to_safe', { enough: true }));
  assert.ok(isAloud(fact('time_to_safe', { enough: false })));
  assert.ok(isAloud(fact('people_missing')));
  assert.ok(!isAloud(fact('evacuation_ordered')));
});
