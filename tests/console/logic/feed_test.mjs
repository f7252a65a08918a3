import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { Feed, SILENCE_MS_MAX } = await compiled('server/feed.ts');

// A world whose time and sockets are in the test's hand.
class World {
  time = 0;
  opened = [];
  timers = [];
  now = () => this.time;
  random = () => 0.5;
  later = (ms, what) => this.timers.push({ ms, what });
  open(after) {
    const socket = { after, onmessage: null, onclose: null, closed: false };
    socket.close = () => (socket.closed = true);
    this.opened.push(socket);
    return socket;
  }
  last = () => this.opened[this.opened.length - 1];
  say = (message) => this.last().onmessage({ data: JSON.stringify(message) });
  fire = () => this.timers.shift().what();
}

const record = (offset) => ({ record: { offset, time: '', event: 'time_passed' }, facts: [] });

test('after a break it asks for what follows the last record, and takes none twice', () => {
  const world = new World();
  const taken = [];
  const feed = new Feed(world, 10, (message) => taken.push(message.record.offset));
  assert.equal(world.last().after, 10);
  world.say(record(11));
  world.say(record(12));
  world.last().onclose();
  world.fire();
  assert.equal(world.last().after, 12);
  world.say(record(12));
  world.say(record(13));
  assert.deepEqual(taken, [11, 12, 13]);
  assert.equal(feed.lastOffset, 13);
});

test('an open connection that says nothing is given up', () => {
  const world = new World();
  const feed = new Feed(world, 0, () => {});
  world.time = SILENCE_MS_MAX + 1;
  assert.ok(feed.silentMs > SILENCE_MS_MAX);
  feed.check();
  assert.ok(world.opened[0].closed);
  world.fire();
  assert.equal(world.opened.length, 2);
  feed.check();
  assert.equal(world.last().closed, false, 'a new connection has its own six seconds');
});

test('it waits longer each time, up to a bound, and starts again once it was heard', () => {
  const world = new World();
  new Feed(world, 0, () => {});
  const waits = [];
  for (let i = 0; i < 8; ++i) {
    world.last().onclose();
    waits.push(world.timers[0].ms);
    world.fire();
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 10000, 10000, 10000]);
  world.say({ clock: '', head: 5 });
  world.last().onclose();
  assert.equal(world.timers[0].ms, 500);
});

test('one that only ever tells of an error is deaf, and is asked less and less often', () => {
  const world = new World();
  const taken = [];
  const feed = new Feed(world, 10, (message) => taken.push(message));
  const waits = [];
  for (let i = 0; i < 3; ++i) {
    world.time += 3_000;
    world.say({ error: 'the log is damaged at 11' });
    world.last().onclose();
    waits.push(world.timers[0].ms);
    world.fire();
  }
  assert.deepEqual(waits, [500, 1000, 2000]);
  assert.equal(feed.silentMs, 9_000);
  assert.equal(taken.length, 3);
  assert.equal(feed.lastOffset, 10);
});

test('a skip moves it on', () => {
  const world = new World();
  const feed = new Feed(world, 10, () => {});
  world.say({ skipped: { from: 11, to: 500 } });
  assert.equal(feed.lastOffset, 499);
});
