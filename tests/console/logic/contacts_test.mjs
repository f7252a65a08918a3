import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { attentionOf, contactCount, isOld, personsInOrder } = await compiled('state/contacts.ts');
const { FIRST_MAX, folded } = await compiled('state/fold.ts');
const { callCountText, confirmedText, contactsText, testedText } =
  await compiled('words/contacts.ts');

const NOW = Date.parse('2026-07-15T09:00:00+08:00');
const TESTED = '2026-07-15T08:10:00+08:00';
const person = (id, more) => ({
  person: id,
  confirmed: '2026-04-20',
  confirmed_long_ago: false,
  waiting: false,
  calls_last_hour: 0,
  calls_last_day: 0,
  ...more
});
const reached = { tested_at: TESTED, answered: true, took_s: 34 };
const unreached = { tested_at: TESTED, answered: false, took_s: 900 };

test('awaited, not reached, old and much called want attention, in this order', () => {
  assert.equal(attentionOf(person('a', { waiting: true, ...unreached })), 3);
  assert.equal(attentionOf(person('a', unreached)), 2);
  assert.equal(attentionOf(person('a', { confirmed: '', ...reached })), 1);
  assert.equal(attentionOf(person('a', { confirmed_long_ago: true })), 1);
  assert.equal(attentionOf(person('a', { calls_last_hour: 3 })), 1);
  assert.equal(attentionOf(person('a', { calls_last_hour: 2, ...reached })), 0);
  assert.ok(isOld(person('a', { confirmed: '' })));
  assert.ok(!isOld(person('a')));
});

test('among what is as pressing the most called stands first', () => {
  const all = [
    person('fine', { calls_last_day: 9 }),
    person('old', { confirmed_long_ago: true, calls_last_day: 1 }),
    person('called', { calls_last_hour: 3, calls_last_day: 6 }),
    person('awaited', { waiting: true }),
    person('away', unreached)
  ];
  const ids = (order, held) => personsInOrder(all, order, held).map((p) => p.person);
  assert.deepEqual(ids('attention'), ['awaited', 'away', 'called', 'old', 'fine']);
  assert.deepEqual(ids('calls'), ['fine', 'called', 'old', 'awaited', 'away']);
  // Somebody said "here" of one who was awaited: the row stays.
  const held = new Map([['fine', 3]]);
  assert.deepEqual(ids('attention', held), ['fine', 'awaited', 'away', 'called', 'old']);
});

test('a long list shows the first, and folds the rest', () => {
  const numbers = Array.from({ length: 60 }, (_, i) => i);
  const even = folded(numbers, (n) => n % 2 === 0);
  assert.equal(even.first.length, FIRST_MAX);
  assert.equal(even.rest.length, 60 - FIRST_MAX);
  assert.deepEqual(folded(numbers, () => false).first, []);
  const held = folded(
    numbers,
    (n) => n < 2,
    (n) => ({ 0: 'rest', 59: 'first' })[n]
  );
  assert.deepEqual(held.first, [1, 59]);
  assert.equal(held.rest[0], 0);
});

test('a person tells the age of the number, the test and the calls', () => {
  assert.equal(confirmedText(person('a')).zh, '2026-04-20 核对');
  assert.equal(confirmedText(person('a', { confirmed: '' })).zh, '没有核对过');
  const said = (more) => testedText(person('a', more), NOW, 28_800);
  assert.equal(said({}).zh, '没测过');
  assert.equal(said(reached).zh, '答了，用 34 秒（08:10）');
  assert.match(said({ ...reached, took_s: 95.4 }).en, /^answered in 95 s /);
  assert.equal(said(unreached).en, 'did not answer (08:10)');
  assert.equal(said({ waiting: true, ...unreached }).zh, '等答复', 'an engine of before');
  const awaited = { waiting: true, answer_by: '2026-07-15T09:15:00+08:00' };
  assert.equal(said(awaited).zh, '等答复（09:15 前）');
  assert.equal(said(awaited).en, 'to answer by 09:15');
  assert.equal(callCountText(person('a')).zh, '一天没被叫');
  const calls = person('a', { calls_last_hour: 3, calls_last_day: 5 });
  assert.equal(callCountText(calls).zh, '一天被叫 5 次，这小时 3 次');
  assert.equal(callCountText({ ...calls, calls_last_hour: 0 }).en, 'called 5 in a day');
});

test('everybody is counted by the last test', () => {
  const count = contactCount([
    person('a', reached),
    person('b', { ...unreached, waiting: true }),
    person('c', unreached),
    person('d', { confirmed: '' })
  ]);
  const expected = { people: 4, waiting: 1, answered: 1, unreached: 1, untested: 1, old: 1 };
  assert.deepEqual(count, expected);
  assert.match(contactsText(count).zh, /^共 4 人：等 1 人答复，上次测试答了 1 人，没答复 1 人/);
  assert.match(contactsText({ ...count, waiting: 0 }).en, /^Of 4: answered the last test: 1/);
});
