import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { byHandText, endingText, turnOf } = await compiled('words/ending.ts');

const names = {
  utcOffsetS: 28_800,
  person: (id) => ({ a: '彭银花', b: '陈大山' })[id] ?? id,
  phone: (id) => (id === 'b' ? '0000-1001' : '')
};

test('of two persons no one is both', () => {
  assert.equal(turnOf({}, 'a'), 'first', 'an engine of before says nothing of it');
  assert.equal(turnOf({ stand_down_proposed_by: '' }, 'a'), 'first');
  assert.equal(turnOf({ stand_down_proposed_by: 'a' }, 'a'), 'own');
  assert.equal(turnOf({ stand_down_proposed_by: 'a' }, 'b'), 'second');
  const held = { stand_down_proposed_by: 'a', hold_until: '2026-07-15T15:30:00+08:00' };
  assert.equal(turnOf(held, 'b'), 'over');
});

test('it is told how far the end is', () => {
  assert.equal(endingText({}, names).zh, '');
  assert.match(endingText({ stand_down_proposed_by: 'a' }, names).zh, /^彭银花 提出解除/);
  const held = { stand_down_proposed_by: 'a', hold_until: '2026-07-15T15:30:00+08:00' };
  assert.match(endingText(held, names).zh, /观察到 15:30/);
  assert.match(endingText(held, names).en, /on hold until 15:30/);
});

test('whoever was called by hand has to be told by hand', () => {
  const facts = [{ fact: 'warning_retracted', by_hand: ['b', 'c'] }, { fact: 'incident_closed' }];
  assert.match(byHandText(facts, names).zh, /：陈大山 0000-1001、c$/);
  assert.equal(byHandText([{ fact: 'warning_retracted', by_hand: [] }], names).zh, '');
});
