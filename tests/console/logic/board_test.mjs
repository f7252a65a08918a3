import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

// As much of Svelte and of a browser as the board asks for.
globalThis.$state = (value) => value;
globalThis.$state.raw = (value) => value;
globalThis.document = { documentElement: {}, addEventListener() {} };
globalThis.location = { protocol: 'http:', host: 'engine', reload() {} };
const timers = [];
globalThis.setTimeout = (what, ms) => timers.push({ what, ms });
globalThis.clearTimeout = () => {};
const ticks = [];
globalThis.setInterval = (what) => ticks.push(what);
const sockets = [];
globalThis.WebSocket = class {
  constructor(address) {
    this.address = address;
    sockets.push(this);
  }
  close() {}
};

const CLOCK = '2026-07-15T08:00:00.000Z';
const village = (id, name) => ({ id, name_zh: name, name_en: id, people_at_risk: 1 });
const PLAN = {
  id: 'town',
  utc_offset_s: 28_800,
  name_zh: '镇',
  name_en: 'Town',
  villages: [village('a', '上溪村'), village('b', '源头村')],
  stations: [],
  rules: [],
  people: [],
  properties: []
};
const STATE = {
  plan_version: 'p1',
  rate: 1,
  clock: CLOCK,
  next_offset: 10,
  incidents: [],
  obligations: [],
  alarms: [],
  stations: []
};
const ANSWERS = { state: STATE, plan: PLAN };
// Observations never come.
globalThis.fetch = (path) => {
  const answer = ANSWERS[path.replace('/api/v1/', '')];
  if (!answer) return new Promise(() => {});
  return Promise.resolve({ ok: true, json: async () => answer });
};

const { Board } = await compiled('state/board.svelte.ts');
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function opened() {
  timers.length = ticks.length = sockets.length = 0;
  const board = new Board('');
  for (const timer of timers) if (timer.ms === 0) timer.what();
  await settled();
  return board;
}
const hear = (message) => sockets[0].onmessage({ data: JSON.stringify(message) });

test('the clock and the feed wait for no chart', async () => {
  const board = await opened();
  assert.ok(board.standing);
  assert.ok(board.now >= Date.parse(CLOCK), String(board.now));
  assert.equal(sockets.length, 1);
  assert.match(sockets[0].address, /after=9|after=-1/);
  assert.equal(ticks.length, 1);
});

test('all that is to be heard of a record is said at once', async () => {
  const board = await opened();
  const raised = (index, area) => {
    return { offset: 10, index, fact: 'alarm_raised', area, rule: 'flash-flood', level: 'red' };
  };
  const facts = [raised(0, 'a'), raised(1, 'b'), { offset: 10, index: 2, fact: 'plan_loaded' }];
  hear({ record: { offset: 10, time: CLOCK, event: 'time_passed' }, facts });
  assert.match(board.announcement.zh, /上溪村.*；.*源头村/);
  assert.match(board.announcement.en, /a: .*; .*b: /);
});

test('what the server cannot tell is told until it can', async () => {
  const board = await opened();
  hear({ error: '第 11 条记录损坏' });
  assert.equal(board.feedTrouble, '第 11 条记录损坏');
  hear({ clock: CLOCK, head: 11 });
  assert.equal(board.feedTrouble, '');
});
