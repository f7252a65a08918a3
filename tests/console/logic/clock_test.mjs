import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { EngineClock } = await compiled('state/clock.ts');
const { restlessCounter } = await compiled('state/counter.ts');

test('the engine clock runs at its own rate', () => {
  let counter = 0;
  const clock = new EngineClock(() => counter);
  clock.set(1_000);
  clock.setRate(120);
  counter = 500;
  assert.equal(clock.now(), 61_000);
});

test('held, it stands still until the engine speaks', () => {
  let counter = 0;
  const clock = new EngineClock(() => counter);
  clock.set(1_000);
  counter = 6_000;
  clock.hold(1_500);
  counter = 60_000;
  assert.equal(clock.now(), 1_500);
  clock.set(70_000);
  counter = 61_000;
  assert.equal(clock.now(), 71_000);
});

test('records of a backlog do not turn it back', () => {
  const clock = new EngineClock(() => 0);
  clock.set(5_000);
  clock.atLeast(3_000);
  assert.equal(clock.now(), 5_000);
  clock.atLeast(8_000);
  assert.equal(clock.now(), 8_000);
});

test('it notices that somebody has stopped it, or put it forward', () => {
  let counter = 0;
  const clock = new EngineClock(() => counter);
  clock.set(0);
  clock.setRate(60);
  counter = 2_000;
  assert.ok(!clock.strays(100_000), 'a word may be a while on its way');
  assert.ok(clock.strays(0), 'it stands');
  assert.ok(clock.strays(3_600_000), 'it was put forward');
  clock.setRate(0);
  counter = 4_000;
  assert.ok(!clock.strays(clock.now()));
  assert.ok(clock.strays(clock.now() + 120_000), 'it goes on');
});

test('the counter goes on over a sleep, and not back with the wall clock', () => {
  let [counted, wall] = [0, 1_000_000];
  const counter = restlessCounter(
    () => counted,
    () => wall
  );
  [counted, wall] = [100, 1_000_100];
  assert.equal(counter(), 100);
  [counted, wall] = [200, 1_060_100];
  assert.equal(counter(), 60_100);
  [counted, wall] = [300, 500_000];
  assert.equal(counter(), 60_200);
});
