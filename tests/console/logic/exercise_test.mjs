import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { byObjective, clockOf, endingOf, lastRated, nextMoment, passedOver, withNote } =
  await compiled('state/exercise.ts');
const {
  controlText,
  endedBecauseText,
  endedText,
  expectedText,
  jumpText,
  rateText,
  ratingText,
  tallyText
} = await compiled('words/exercise.ts');
const { factText } = await compiled('words/facts.ts');
const { isAloud, isWeighty } = await compiled('words/weight.ts');

const CHINA_S = 28_800;
const at = (clock, day = '06') => `2009-08-${day}T${clock}:00+08:00`;
const ms = (clock, day) => Date.parse(at(clock, day));
const NOW = ms('22:10');
const names = {
  utcOffsetS: CHINA_S,
  person: (id) => ({ duty: '彭银花', leader: '陈大山' })[id] ?? id,
  persons: (ids) => ({ zh: ids.join('、'), en: ids.join(', ') })
};
const drill = (more) => ({
  ends_at: at('12:00', '07'),
  over: false,
  players: [],
  objectives: [
    { id: 'warn', title_zh: '预警', title_en: 'warn' },
    { id: 'move', title_zh: '转移', title_en: 'move' }
  ],
  injects: [],
  expectations: [],
  ...more
});
const fact = (kind, more) => ({ offset: 7, index: 0, time: at('22:00'), fact: kind, ...more });

test('an exercise that goes on has no end', () => {
  assert.equal(endingOf(undefined, null, null), null);
  assert.equal(endingOf({ scenario: '', players: [] }, null, drill()), null);
});

test('stopped by a person: who, why and when, whether state or feed has told it', () => {
  const reason = { reason_zh: '下雨了', reason_en: 'it rains' };
  const state = { stopped: { ...reason, at: at('22:00'), stopped_by: 'duty' } };
  const told = fact('exercise_stopped', { ...reason, stopped_by: 'duty' });
  for (const ending of [endingOf(state, null, drill()), endingOf({}, told, null)]) {
    assert.deepEqual([ending.by, ending.liveLevel, ending.ranOut], ['duty', '', false]);
    assert.equal(endedText(ending).zh, '演练已中止');
    assert.equal(endedBecauseText(ending, names, NOW).zh, '下雨了（彭银花，22:00）');
    assert.equal(endedBecauseText(ending, names, NOW).en, 'it rains (彭银花, 22:00)');
  }
});

test('a real alarm is said plainly', () => {
  const stopped = { reason_zh: '源头村山洪', reason_en: 'flood', at: at('22:00') };
  const ending = endingOf({ stopped: { ...stopped, live_level: 'orange' } }, null, drill());
  assert.equal(endedText(ending).zh, '实战有橙色预警，演练中止！');
  assert.equal(endedText(ending).en, 'A live orange warning: the exercise is over!');
  assert.equal(endedBecauseText(ending, names, NOW).zh, '源头村山洪（22:00）');
});

test('a scenario that came to its end was not cut short', () => {
  const stopped = { reason_zh: '情景结束', reason_en: 'over', at: at('12:00', '07') };
  const ending = endingOf({ stopped: { ...stopped, stopped_by: 'duty' } }, null, drill());
  assert.equal(endedText(ending).zh, '演练已结束');
  assert.doesNotMatch(endedBecauseText(ending, names, NOW).zh, /彭银花/, 'nobody stopped it');
  const unsaid = endingOf({}, null, drill({ over: true }));
  assert.equal(endedText(unsaid).zh, '演练已结束');
  assert.equal(endedBecauseText(unsaid, names, ms('12:00', '07')).zh, '情景结束（12:00）');
});

test('a time of day is taken as people write it', () => {
  for (const written of ['04:30', '4:30', ' 0430', '４：３０']) assert.equal(clockOf(written), '04:30');
  for (const written of ['', '4', '24:00', '04:60', 'd2 04:30', '04:30:10'])
    assert.equal(clockOf(written), null, written);
});

test('a jump goes to the first such time from now on', () => {
  assert.equal(nextMoment('22:30', NOW, CHINA_S), ms('22:30'));
  assert.equal(nextMoment('04:30', NOW, CHINA_S), ms('04:30', '07'));
  assert.equal(nextMoment('22:10', NOW, CHINA_S), NOW);
  assert.equal(nextMoment('22:10', NOW + 1, CHINA_S), ms('22:10', '07'));
});

test('a jump tells where it leads, and what is given on the way', () => {
  const injects = [
    { id: 'a', at: at('21:00'), given_at: at('21:00') },
    { id: 'b', at: at('23:00') },
    { id: 'c', at: at('04:40', '07') },
    { id: 'd', at: at('06:00', '07') }
  ];
  const target = ms('04:40', '07');
  assert.equal(passedOver(injects, target), 2);
  const words = jumpText(target, 2, NOW, CHINA_S);
  assert.equal(
    words.zh,
    '到 8月7日 04:40，往前跳 6 小时 30 分，中间 2 条情景事件会一起给出；不能再回来'
  );
  assert.doesNotMatch(jumpText(target, 0, NOW, CHINA_S).en, /inject/);
});

test('the clock is told where it differs from the wall, and that it stands', () => {
  assert.equal(rateText(1).zh, '');
  assert.equal(rateText(0).zh, '时钟已停');
  assert.equal(rateText(0).en, 'clock stopped');
  assert.equal(rateText(60).zh, '时钟快 60 倍');
  assert.equal(rateText(0.5).zh, '时钟按 0.5 倍走');
});

test('expectations stand under their objective, the others last', () => {
  const expect = (id, objective, verdict) => ({ id, objective, verdict, by: at('23:00') });
  const played = drill({
    expectations: [
      expect('a', 'move', 'met'),
      expect('b', '', 'open'),
      expect('c', 'warn', 'missed'),
      expect('d', 'warn', 'met')
    ]
  });
  assert.deepEqual(
    byObjective(played).map((g) => [g.objective?.id, g.expectations.map((e) => e.id).join()]),
    [['warn', 'c,d'], ['move', 'a'], [undefined, 'b']]
  );
  assert.equal(byObjective(drill()).length, 2, 'no group for nothing');
  assert.equal(tallyText(played.expectations).zh, '2 条达到，1 条未达到，1 条还没到时');
  assert.equal(tallyText(played.expectations).en, '2 met, 1 missed, 1 still open');
});

test('it is told when an expectation came out, or until when it may', () => {
  const open = { verdict: 'open', by: at('04:00', '07') };
  assert.equal(expectedText(open, NOW, CHINA_S).zh, '8月7日 04:00 以前');
  const met = { ...open, verdict: 'met', at: at('21:40') };
  assert.equal(expectedText(met, NOW, CHINA_S).zh, '21:40');
  assert.equal(expectedText({ ...open, verdict: 'missed' }, NOW, CHINA_S).en, 'by 7 Aug 04:00');
});

test('notes stand newest first, each once, and the last rating counts', () => {
  const note = (offset, objective, rating) =>
    fact('exercise_noted', { offset, objective, rating, note: '' });
  let notes = [];
  for (const one of [note(5, 'warn', 'S'), note(9, 'warn', ''), note(7, 'warn', 'M')])
    notes = withNote(notes, one);
  notes = withNote(notes, note(7, 'warn', 'M'));
  assert.deepEqual(notes.map((n) => n.offset), [9, 7, 5]);
  assert.equal(lastRated(notes, 'warn').rating, 'M');
  assert.equal(lastRated(notes, 'move'), undefined);
});

test('ratings are told with their letter', () => {
  assert.equal(ratingText('S').zh, 'S 有些问题');
  assert.equal(ratingText('').zh, '');
  const noted = { objective: 'warn', rating: 'P', note: '很快', noted_by: 'duty' };
  const told = factText(fact('exercise_noted', noted), names, new Map());
  assert.equal(told.zh, '评估记录：warn P 顺利完成 很快（彭银花）');
});

test('what a controller did is no note of an evaluator', () => {
  const said = (line) => {
    const noted = { objective: '', rating: '', note: '导调 / control: ' + line, noted_by: 'duty' };
    return factText(fact('exercise_noted', noted), names, new Map());
  };
  assert.equal(said('pause').zh, '导调：时钟停下（彭银花）');
  assert.equal(said('rate 60').en, 'Control: clock × 60 (彭银花)');
  assert.equal(said('rate 1').zh, '导调：时钟照实时走（彭银花）');
  assert.equal(said('jump 04:30').zh, '导调：时钟跳到 04:30（彭银花）');
  assert.equal(said('inject crack').zh, '导调：现在就给情景事件 crack（彭银花）');
  assert.equal(said('sing').zh, '导调：sing（彭银花）', 'a word of a newer engine');
  assert.equal(controlText('pause'), undefined);
});

test('the beginning tells the scenario and who takes part', () => {
  const began = { title_zh: '一夜', title_en: 'a night', players: ['leader'] };
  const told = factText(fact('drill_began', began), names, new Map());
  assert.equal(told.zh, '演练开始：一夜（参演：leader）');
  assert.match(factText(fact('drill_began', { ...began, players: [] }), names, new Map()).en,
    /nobody takes part/);
});

test('the end and a word to everybody are read aloud', () => {
  assert.ok(isAloud(fact('exercise_stopped', {})));
  assert.ok(isAloud(fact('inject_given', { person: '' })));
  assert.ok(!isAloud(fact('inject_given', { person: 'leader' })));
  assert.ok(isWeighty(fact('inject_given', { person: 'leader' })));
});
