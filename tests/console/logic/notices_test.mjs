import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { handCount, handsInOrder, noticesInOrder, toldCount } = await compiled('state/notices.ts');
const { toldText } = await compiled('words/notices.ts');

const notice = (id, more) => ({
  notice: id,
  area: 'a',
  people: 12,
  on_the_way: 4,
  by_hand: ['b', 'c'],
  headline_zh: '【更正】',
  headline_en: 'Correction',
  given_at: '2026-07-15T08:00:00+08:00',
  ...more
});

test('who is neither on the way nor to be told by hand knows it', () => {
  assert.equal(toldCount(notice('1')), 6);
  assert.equal(toldCount(notice('1', { on_the_way: 12 })), 0, 'several messages to one person');
  assert.equal(toldText(notice('1')).zh, '已告知 6 / 12 人，消息在路上 4 条，要人工告知 2 人');
  assert.equal(toldText(notice('1', { on_the_way: 0 })).en, 'Told 10 of 12, to be told by hand: 2');
  const under = notice('1', { by_hand: [], on_the_way: 1 });
  assert.equal(toldText(under).en, 'Told 11 of 12, messages under way: 1');
});

test('most people to be told stand first, then the oldest', () => {
  const all = [
    notice('few', { by_hand: ['b'] }),
    notice('late', { given_at: '2026-07-15T08:30:00+08:00' }),
    notice('early')
  ];
  assert.deepEqual(
    noticesInOrder(all).map((n) => n.notice),
    ['early', 'late', 'few']
  );
  assert.equal(handCount(all), 5);
});

test('whoever was told here keeps the place', () => {
  assert.deepEqual(handsInOrder(notice('1', { by_hand: ['d', 'b'] }), ['c']), ['b', 'c', 'd']);
  assert.deepEqual(handsInOrder(notice('1'), ['b']), ['b', 'c'], 'not known to the engine yet');
});
