import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { isCutOff, isSilent, oldAfterMs, peopleUnknown, whole } = await compiled('state/standing.ts');
const { levelsIn, peopleIn } = await compiled('state/warning.ts');
const { History } = await compiled('state/history.ts');

test('an engine that tells of no decisions and no evacuations has none', () => {
  const standing = whole({ incidents: [] });
  assert.deepEqual([standing.decisions, standing.cut_off, standing.proposals], [[], [], []]);
  assert.deepEqual([standing.evacuations, standing.times], [[], []]);
  assert.deepEqual([standing.notices, standing.persons, standing.routines], [[], [], []]);
  const lists = { decisions: [1], cut_off: [2], proposals: [3], evacuations: [4], times: [5] };
  const told = whole(lists);
  assert.deepEqual([told.decisions, told.cut_off, told.proposals], [[1], [2], [3]]);
  assert.deepEqual([told.evacuations, told.times], [[4], [5]]);
});

test('a station that says only what was long ago is silent, as one that never spoke is', () => {
  const now = Date.parse('2026-07-15T08:00:00+08:00');
  const plan = { stations: [{ id: 'gauge', report_interval_s: 300 }, { id: 'bare' }] };
  assert.equal(oldAfterMs(plan, 'gauge'), 600_000, 'two of its intervals, as the engine has it');
  assert.equal(oldAfterMs(plan, 'bare'), 86_400_000, 'a day, where the plan tells no interval');
  assert.equal(oldAfterMs(plan, 'unknown'), 86_400_000);
  const station = (...hours) => ({
    id: 'gauge',
    heard: true,
    silent: false,
    latest: hours.map((h) => ({ time: new Date(now - h * 3_600_000).toISOString() }))
  });
  const silent = (s) => isSilent(s, plan, now);
  assert.ok(!silent(station(0)));
  assert.ok(!silent(station(1)), 'of today: the engine knows better');
  assert.ok(silent({ ...station(0), silent: true }), 'the engine says so');
  assert.ok(silent(station(6318 * 24)));
  assert.ok(!silent(station(6318 * 24, 0)), 'one value is new');
  assert.ok(silent({ ...station(), heard: false }));
  assert.ok(!silent(station()), 'it spoke, and nothing of it is a value');
});

test('people of villages that are cut off count apart', () => {
  const standing = whole({
    cut_off: [
      { area: 'a', people_unknown: 26 },
      { area: 'b', people_unknown: 38 }
    ]
  });
  assert.equal(peopleUnknown(standing), 64);
  assert.ok(isCutOff(standing, 'a'));
  assert.ok(!isCutOff(standing, 'c'));
});

test('a warning counts the people of the chosen villages, and offers no other level', () => {
  const villages = [
    { id: 'a', people_at_risk: 46 },
    { id: 'b', people_at_risk: 38 }
  ];
  assert.equal(peopleIn(villages, []), 0);
  assert.equal(peopleIn(villages, ['b', 'a']), 84);
  assert.equal(peopleIn(villages, ['b', 'nowhere']), 38);
  assert.deepEqual(levelsIn({ levels: ['blue', 'red'] }), ['red', 'blue']);
  assert.deepEqual(levelsIn(undefined), []);
});

test('facts that follow find what they are about, told by the feed or by the standing', () => {
  const history = new History();
  history.add({
    offset: 5,
    index: 3,
    fact: 'decision_opened',
    area: 'a',
    ask_zh: '封桥吗？',
    ask_en: 'Close the bridge?'
  });
  history.add({ offset: 5, index: 1, fact: 'incident_opened', area: 'a' });
  history.add({
    offset: 5,
    index: 4,
    fact: 'obligation_opened',
    area: 'a',
    duty: 'visit',
    subject: 'a-3',
    purpose: 'visit'
  });
  const headline = { headline_zh: '【更正】', headline_en: 'Correction' };
  history.add({ offset: 6, index: 0, fact: 'notice_given', area: 'a', ...headline });
  history.learn(
    whole({
      incidents: [{ incident: '4.1', area: 'b' }],
      obligations: [{ obligation: '4.2', area: 'b', duty: 'village_leader' }],
      decisions: [{ decision: '5.3', area: 'not this', ask_zh: '', ask_en: '' }],
      notices: [{ notice: '4.3', area: 'b', ...headline }]
    })
  );
  assert.equal(history.subjects.get('5.3').ask.zh, '封桥吗？');
  assert.equal(history.subjects.get('5.1').area, 'a');
  assert.equal(history.subjects.get('5.4').subject, 'a-3');
  assert.equal(history.subjects.get('5.4').purpose, 'visit');
  assert.equal(history.subjects.get('6.0').ask.zh, '【更正】');
  assert.equal(history.subjects.get('4.3').ask.en, 'Correction');
  assert.equal(history.subjects.get('4.1').area, 'b');
  assert.equal(history.subjects.get('4.2').duty, 'village_leader');
});

test('an answer without hazard and place is remembered as such', () => {
  const history = new History();
  const answer = { fact: 'obligation_answered', kind: 'received', answered_by: 'x' };
  history.add({ offset: 5, index: 0, obligation: '4.1', ...answer });
  history.add({ offset: 6, index: 0, obligation: '4.2', ...answer, misunderstood: true });
  assert.equal(history.answers.get('4.1').what.zh, '收到');
  assert.match(history.answers.get('4.2').what.zh, /没说对/);
});
