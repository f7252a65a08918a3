import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { byHandText, endingText, objectionTexts, rulesText, sameRule, turnOf } = await compiled('words/ending.ts');

const names = {
  utcOffsetS: 28_800,
  person: (id) => ({ a: '彭银花', b: '陈大山' })[id] ?? id,
  rule: (id) => ({ zh: id, en: id }),
  reportKind: (kind) => ({ zh: '裂缝', en: kind })
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

test('whoever agrees reads first what people have reported against it', () => {
  assert.deepEqual(objectionTexts({}, names), []);
  const said = { reporter: 'b', kind: 'crack', text: '水又涨了', at: '2026-07-15T15:30:00+08:00' };
  const [one, bare] = objectionTexts({ objections: [said, { ...said, text: '' }] }, names);
  assert.equal(one.zh, '15:30 陈大山 报告：“水又涨了”');
  assert.match(bare.zh, /报告：“裂缝”$/);
  assert.match(bare.en, /reports: "crack"$/);
});

test('whoever was called by hand has to be told by hand, and counts once', () => {
  const facts = [
    { fact: 'notice_given', by_hand: ['b', 'c'] },
    { fact: 'warning_retracted', by_hand: ['b', 'c'] },
    { fact: 'incident_closed' }
  ];
  assert.match(byHandText(facts).zh, /告知 2 人，名单在“要人工告知”里$/);
  assert.match(byHandText(facts).en, /: 2, listed under "To be told by hand"$/);
  assert.equal(byHandText([{ fact: 'warning_retracted', by_hand: [] }]).zh, '');
});

test('an incident names every rule whose alarm stands in it', () => {
  const said = (more) => rulesText({ rule: 'flood', ...more }, names).zh;
  assert.equal(said({}), 'flood', 'an engine of before');
  assert.equal(said({ rules: [] }), 'flood', 'none stands any more');
  assert.equal(said({ rules: ['flood', 'river'] }), 'flood、river');
});

test('what one rule has warned elsewhere can be taken back with it', () => {
  const all = [
    { incident: '5.1', rule: 'flood', area: 'a' },
    { incident: '5.2', rule: 'flood', area: 'b' },
    { incident: '5.3', rule: 'river', area: 'c' }
  ];
  assert.deepEqual(
    sameRule(all[0], all).map((i) => i.area),
    ['b']
  );
  assert.deepEqual(sameRule(all[2], all), []);
});
