import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { heldText, levelAtFirst, levelsToShelve, minutesText } = await compiled('words/shelves.ts');
const { loadText, loadWord, perHourText } = await compiled('words/load.ts');

const load = (per_operator_hour, last_10_minutes) => ({
  operators: 2,
  last_hour: 2 * per_operator_hour,
  last_10_minutes,
  most_in_10_minutes: 12,
  per_operator_hour
});

test('red is never offered for shelving, nor a level that the rule has not', () => {
  const all = ['blue', 'yellow', 'orange'];
  assert.deepEqual(levelsToShelve([...all, 'red']), all);
  assert.deepEqual(levelsToShelve(['blue', 'red']), ['blue']);
  assert.deepEqual(levelsToShelve([]), all);
});

test('at first as little as possible is muted', () => {
  assert.equal(levelAtFirst('yellow', ['blue', 'yellow', 'orange']), 'yellow');
  assert.equal(levelAtFirst('blue', ['blue', 'orange']), 'blue');
});

test('a shelf says whether it holds something back', () => {
  assert.equal(heldText({ held_back_level: 'none' }).zh, '现在没有压住警报');
  assert.match(heldText({ held_back_level: 'orange' }).zh, /压住没有报的警报/);
  assert.equal(minutesText(30).zh, '30 分钟');
  assert.equal(minutesText(120).en, '2 h');
});

test('the alarm load has its word by EEMUA 191, at its limits and just beyond', () => {
  assert.equal(loadWord(load(6, 10)).name.zh, '可应付');
  assert.equal(loadWord(load(6.5, 10)).grade, 'much');
  assert.equal(loadWord(load(1, 11)).name.zh, '警报太多，来不及看');
  assert.equal(perHourText(load(2.5, 0)), '2.5');
  assert.equal(perHourText(load(6, 0)), '6');
  assert.match(loadText(load(6, 3)).zh, /值班 2 人；近 1 小时 12 条，近 10 分钟 3 条/);
});
