import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { Observed } = await compiled('state/observed.ts');
const { POINTS_MAX } = await compiled('state/series.ts');

const HOUR = 3600;
const SINCE = 100_000;

// What the server answers next; nothing: it can't be reached.
let answer = null;
globalThis.fetch = async () => {
  if (!answer) throw new Error('unreachable');
  return { ok: true, json: async () => answer };
};
const times = (...times_s) => ({
  station: 'gauge',
  property: 'rain',
  times_s,
  values: times_s.map(() => 1)
});
async function loaded(series, more = { complete: true }) {
  answer = { series, next_offset: 10, ...more };
  const observed = new Observed();
  await observed.load('');
  return observed;
}
const covers = (observed) => observed.covers('gauge', 'rain', SINCE);

test('a sum is told of what is all there, and of nothing that was never told', async () => {
  assert.ok(!covers(new Observed()), 'not asked for yet');
  assert.ok(covers(await loaded([times(SINCE - 60, SINCE + 60)])));
  assert.ok(covers(await loaded([times(SINCE + 60)])), 'there was none before');
  assert.ok(!covers(await loaded([])));
});

test('where the oldest are left out, it is told of the time after them', async () => {
  const series = [times(SINCE - 60, SINCE + 60)];
  const from = (complete_from_s) => loaded(series, { complete: false, complete_from_s });
  assert.ok(covers(await from(SINCE - HOUR)));
  assert.ok(!covers(await from(SINCE + 1)));
  assert.ok(!covers(await loaded(series, { complete: false })), 'it is not said since when');
  const later = [times(SINCE + 60)];
  const cut = await loaded(later, { complete: false, complete_from_s: SINCE - 1 });
  assert.ok(!covers(cut), 'the reading before may be among those');
});

test('a station that says more than is kept tells no sum of the hour', async () => {
  const many = Array.from({ length: POINTS_MAX + 1 }, (_, i) => SINCE + i);
  assert.ok(!covers(await loaded([times(...many)])));
});

test('what was asked for again and did not come is missing', async () => {
  const observed = await loaded([times(SINCE - 60)]);
  answer = null;
  assert.equal(await observed.load(''), false);
  assert.ok(!covers(observed));
  assert.equal(observed.of('gauge', 'rain').times.length, 1, 'what is there stays');
});
