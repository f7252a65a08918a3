import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { madeDecisions, openDecisions } = await compiled('state/decisions.ts');
const { chainText, deciders, outcomeText, releaseText, undecidedText } =
  await compiled('words/decisions.ts');

const decision = (id, more) => ({
  decision: id,
  incident: '5.1',
  level: 'red',
  owner: 'mayor',
  opened_at: '2026-07-15T08:00:00+08:00',
  decide_by: '2026-07-15T08:10:00+08:00',
  step: 0,
  steps: 2,
  made: false,
  yes: false,
  decided_by: '',
  may_decide: ['deputy', 'mayor'],
  ...more
});
const names = { person: (id) => ({ mayor: '陈镇长' })[id] ?? id };

test('open questions stand by level, then by deadline; what is decided, the newest first', () => {
  const all = [
    decision('late'),
    decision('orange', { level: 'orange', decide_by: '2026-07-15T08:01:00+08:00' }),
    decision('made', { made: true }),
    decision('soon', { decide_by: '2026-07-15T08:05:00+08:00' }),
    decision('newer', { made: true, opened_at: '2026-07-15T08:02:00+08:00' })
  ];
  const ids = (list) => list.map((d) => d.decision);
  assert.deepEqual(ids(openDecisions(all)), ['soon', 'late', 'orange']);
  assert.deepEqual(ids(madeDecisions(all)), ['newer', 'made']);
});

test('an outcome tells who decided: a person, the plan, or nobody', () => {
  const told = (more) => outcomeText(decision('1', { made: true, ...more }), names).zh;
  assert.equal(told({ yes: true, decided_by: 'mayor' }), '是，陈镇长 决定');
  assert.equal(told({ yes: false, decided_by: 'mayor' }), '否，陈镇长 决定');
  assert.equal(told({ yes: true }), '是（按预案自动放行）');
  assert.equal(told({ yes: false }), '没有决定就结束了', 'the plan never says no');
});

test('whoever is asked now is offered first', () => {
  assert.deepEqual(deciders(decision('1')), ['mayor', 'deputy']);
  assert.deepEqual(deciders(decision('1', { owner: '' })), ['deputy', 'mayor']);
});

test('it is told what comes when nobody decides', () => {
  assert.equal(chainText(decision('1', { step: 1 })).zh, '第 2 步，共 2 步');
  assert.equal(undecidedText(decision('1'), 60_000).zh, '后转给下一位');
  assert.equal(undecidedText(decision('1', { step: 1 }), 60_000).zh, '后按预案办');
  assert.equal(undecidedText(decision('1'), 0).zh, '到时了');
  const last = (release) => undecidedText(decision('1', { step: 1, release }), 60_000).zh;
  assert.equal(last('never'), '后从头再问');
  assert.equal(last('after_chain'), '后按“是”放行');
  const release = (word) => releaseText(decision('1', { release: word })).zh;
  assert.equal(release('never'), '都没决定：从头再问');
  assert.equal(release('after_chain'), '都没决定：按“是”放行');
  assert.equal(release(undefined), '', 'an engine of before');
});
