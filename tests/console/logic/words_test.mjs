import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { factText } = await compiled('words/facts.ts');
const { isAloud, isWeighty } = await compiled('words/weight.ts');
const { Names } = await compiled('words/names.ts');
const { peopleEn } = await compiled('words/text.ts');
const { countdownText, momentText, spanText } = await compiled('words/times.ts');

const names = new Names({
  id: '430999101000',
  utc_offset_s: 28_800,
  name_zh: '清溪镇',
  name_en: 'Qingxi',
  villages: [{ id: 'yuantou', name_zh: '源头村', name_en: 'Yuantou' }],
  stations: [],
  rules: [{ id: 'flash-flood', title_zh: '山洪', title_en: 'flash flood' }],
  people: [{ id: 'yuantou-leader', name: '陈大山' }],
  properties: []
});
const fact = (kind, members) => ({ offset: 7, index: 0, time: '', fact: kind, ...members });

test('an answer is told with who, what and whose duty', () => {
  const duties = new Map([['5.3', { area: 'yuantou', duty: 'village_leader' }]]);
  const told = factText(
    fact('obligation_answered', {
      obligation: '5.3',
      kind: 'moved',
      people_moved: 30,
      answered_by: 'yuantou-leader',
      recorded_by: 'town-duty'
    }),
    names,
    duties
  );
  assert.equal(told.zh, '陈大山 答复：已转移 30 人（源头村村主任，town-duty 代记）');
  assert.equal(
    told.en,
    '陈大山 answered: 30 people moved (Yuantou village leader, recorded by town-duty)'
  );
});

test('one is a person, more are people', () => {
  assert.deepEqual([0, 1, 2].map(peopleEn), ['0 people', '1 person', '2 people']);
  const one = { kind: 'moved', people_moved: 1, answered_by: 'yuantou-leader' };
  assert.match(factText(fact('obligation_answered', one), names, new Map()).en, /: 1 person moved /);
});

test('why a message was not delivered is told in one language at a time', () => {
  const told = (detail) => factText(fact('decision_message', { detail }), names, new Map());
  const late = told('还没有送到，要打电话 / not there, to be telephoned');
  assert.match(late.zh, /没有送到（还没有送到，要打电话）/);
  assert.match(late.en, /not delivered \(not there, to be telephoned\)/);
  assert.match(told('HTTP 503').zh, /没有送到（HTTP 503）/);
});

test('an alarm is told with its reason, in both languages', () => {
  const told = factText(
    fact('alarm_raised', {
      area: 'yuantou',
      rule: 'flash-flood',
      level: 'red',
      reason_zh: '雨大',
      reason_en: 'much rain'
    }),
    names,
    new Map()
  );
  assert.equal(told.zh, '源头村山洪红色警报：雨大');
  assert.equal(told.en, 'Yuantou: flash flood alarm, red: much rain');
});

test('every kind of fact that the engine writes has a sentence of its own', () => {
  const source = readFileSync(new URL('../../../adapters/fact_kinds.cc', import.meta.url), 'utf8');
  const kinds = [...source.matchAll(/\{Fact::k\w+, "(\w+)"/g)].map((m) => m[1]);
  assert.ok(kinds.length > 20, `${kinds.length} kinds found`);
  for (const kind of kinds) {
    const told = factText(fact(kind, {}), names, new Map());
    assert.notEqual(told.zh, kind);
    assert.notEqual(told.en, kind);
  }
});

test('what is doubted, lost and shelved is told in plain words, in both languages', () => {
  const tell = (kind, members) => factText(fact(kind, members), names, new Map());
  const alarm = { area: 'yuantou', rule: 'flash-flood', level: 'orange' };
  const value = { station: 'S1', property: 'water_level', value: 152.5 };
  const suspect = tell('quality_changed', {
    ...value,
    flag: 3,
    tests: ['rate_of_change', 'first_reading']
  });
  assert.equal(suspect.zh, 'S1water_level 152.50 可疑（变化过快、首个读数待确认）');
  assert.match(suspect.en, /is suspect \(changes too fast, first reading, not yet confirmed\)/);
  const failed = tell('quality_changed', { ...value, flag: 4, tests: ['gross_range'] });
  assert.match(failed.zh, /失效（超出量程）/);
  assert.match(tell('quality_changed', { ...value, flag: 9, tests: ['gap'] }).zh, /之后缺测/);
  assert.match(tell('station_lost', { ...value, limb: 'rising' }).zh, /^上涨中失联（盲区）/);
  assert.match(tell('station_lost', { ...value, limb: 'falling' }).zh, /^失联，待检修/);
  assert.match(tell('station_lost', { ...value, limb: 'in_rain' }).zh, /^雨中无声/);
  const reason = { reason_zh: '雨大', reason_en: 'much rain' };
  assert.equal(
    tell('alarm_held_back', { ...alarm, ...reason, shelf: '7.0' }).zh,
    '源头村山洪橙色警报没有报（已搁置）：雨大'
  );
  assert.match(
    tell('alarm_held_back', { ...alarm, ...reason, suppressed_by: 'flash-flood' }).en,
    /held back by that of flash flood/
  );
  const shelved = tell('alarm_shelved', {
    ...alarm,
    shelved_by: 'yuantou-leader',
    until: '2026-07-15T09:35:00+08:00',
    note: '泵站检修'
  });
  assert.equal(shelved.zh, '陈大山 把源头村山洪警报搁置到 7月15日 09:35（橙色为止）：泵站检修');
  assert.match(
    tell('alarm_unshelved', { ...alarm, reason: 'command', unshelved_by: 'yuantou-leader' }).zh,
    /陈大山 取消$/
  );
  assert.match(tell('alarm_unshelved', { ...alarm, reason: 'exceeded' }).zh, /升到了搁置的级别以上$/);
});

test('shelving and a blind station stay when the timeline is cut', () => {
  assert.ok(isWeighty(fact('alarm_shelved', {})));
  assert.ok(isWeighty(fact('alarm_unshelved', {})));
  assert.ok(isWeighty(fact('station_lost', { limb: 'rising' })));
  assert.ok(!isWeighty(fact('station_lost', { limb: 'falling' })));
  assert.ok(!isWeighty(fact('quality_changed', {})));
});

test('what people decide, start and end stays when the timeline is cut', () => {
  for (const kind of [
    'decision_opened',
    'decision_made',
    'village_cut_off',
    'contact_restored',
    'warning_proposed',
    'warning_retracted',
    'all_clear_given',
    'all_clear_revoked'
  ])
    assert.ok(isWeighty(fact(kind, {})), kind);
  for (const kind of ['decision_message', 'decision_passed_on', 'stand_down_proposed'])
    assert.ok(!isWeighty(fact(kind, {})), kind);
});

test('read aloud is what is new and bad', () => {
  assert.ok(isAloud(fact('alarm_raised', {})));
  assert.ok(isAloud(fact('village_cut_off', {})));
  assert.ok(isAloud(fact('all_clear_revoked', {})));
  assert.ok(isAloud(fact('alarm_changed', { level: 'red', previous_level: 'orange' })));
  assert.ok(!isAloud(fact('alarm_changed', { level: 'blue', previous_level: 'orange' })));
  assert.ok(!isAloud(fact('all_clear_given', {})));
});

test('times are told in the zone of the plan', () => {
  const at = Date.parse('2026-07-15T23:30:00+08:00');
  assert.equal(momentText(at, at + 60_000, 28_800).zh, '23:30');
  assert.equal(momentText(at, at + 3_600_000, 28_800).zh, '7月15日 23:30');
  assert.equal(spanText(3_900_000).zh, '1 小时 5 分');
  assert.equal(countdownText(61_000), '1:01');
  assert.equal(countdownText(-5), '0:00');
});
