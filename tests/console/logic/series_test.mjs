import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { addPoint, bars, chartWindow, increments, POINTS_MAX, sortedSeries, sumBetween } =
  await compiled('state/series.ts');

test('late points find their place, and the last of one time counts', () => {
  assert.deepEqual(sortedSeries([30, 10, 20, 10], [3, 1, 2, 9]), {
    times: [10, 20, 30],
    values: [9, 2, 3]
  });
});

test('points are bounded in number and in age', () => {
  const series = { times: [], values: [] };
  for (let i = 0; i < POINTS_MAX + 100; ++i) addPoint(series, i, i);
  assert.equal(series.times.length, POINTS_MAX);
  addPoint(series, 48 * 3600, 1);
  assert.deepEqual(series.times, [48 * 3600]);
});

test('a counter adds its differences; one that fell counts from zero', () => {
  const counter = { times: [1, 2, 3, 4], values: [100, 102, 3, 4] };
  assert.deepEqual(increments(counter).values, [0, 2, 3, 1]);
});

test('a counter that tells of what the engine refuses adds nothing by it', () => {
  const every = (s, values) => ({ times: values.map((_, i) => i * s), values });
  const added = (s, ...values) => increments(every(s, values)).values;
  assert.deepEqual(added(300, 10, -1, 12), [0, 0, 2], 'below zero it is no reading');
  assert.deepEqual(added(300, -1, 10, 12), [0, 0, 2], 'nor is it the first');
  assert.deepEqual(added(60, 10, 70, 131, 132), [0, 60, 0, 1], 'more than 60 mm at once');
  assert.deepEqual(added(60, 700, 650, 651), [0, 0, 1], 'fallen, and to more than can have fallen');
  assert.deepEqual(added(3600, 0, 500, 1000.5, 1001.5), [0, 500, 0, 1], 'more than 500 mm an hour');
  assert.deepEqual(added(60, 0.1, 60.1), [0, 60], 'a rounding error is no rain');
});

test('each amount is in one bar', () => {
  const series = { times: [600, 601, 1200, 10_800], values: [1, 2, 4, 8] };
  const made = bars(series, { end: 10_800, span: 10_800, bar: 600 });
  assert.equal(made.values.length, 18);
  assert.equal(made.values[0], 1);
  assert.equal(made.values[1], 6);
  assert.equal(made.values[17], 8);
  assert.equal(sumBetween(series, 600, 1200), 6);
});

test('the window is the shortest that holds what there is', () => {
  const now = 100_000;
  const since = (s) => [{ times: [now - s], values: [1] }];
  assert.equal(chartWindow(since(3600), now).span, 3 * 3600);
  assert.equal(chartWindow(since(5 * 3600), now).span, 6 * 3600);
  assert.equal(chartWindow(since(99_000), now).span, 24 * 3600);
});
