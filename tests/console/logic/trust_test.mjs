import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { doubtOf, lossOf } = await compiled('words/trust.ts');
const { others } = await compiled('words/stations.ts');

const value = (property, flag, tests) => ({ property, value: 1, flag, tests });

test('a reading is suspect, failed, missing, beyond the record, or believed', () => {
  const kind = (flag, tests) => doubtOf(value('water_level', flag, tests))?.kind ?? null;
  assert.equal(kind(3, ['rate_of_change']), 'suspect');
  assert.equal(kind(4, ['gross_range']), 'failed');
  assert.equal(kind(9, ['gap']), 'missing');
  assert.equal(kind(1, []), null);
  assert.equal(kind(undefined, undefined), null, 'nobody judges it');
  assert.equal(kind(3, ['climatology']), 'record', 'a flood beyond the record is no mistake');
  assert.equal(kind(3, ['climatology', 'spike']), 'suspect');
});

test('every test of the engine has plain words of its own', async () => {
  const { readFileSync } = await import('node:fs');
  const source = readFileSync(new URL('../../../rules/quality.cc', import.meta.url), 'utf8');
  const list = source.match(/kNames\{([^}]*)\}/)[1];
  const names = [...list.matchAll(/"(\w+)"/g)].map((m) => m[1]);
  assert.equal(names.length, 9);
  for (const name of names) {
    const { why } = doubtOf(value('rain', 3, [name]));
    assert.match(why.zh, /^[\u4e00-\u9fff，]+$/, name);
    assert.match(why.en, /^[a-zA-Z]+ [a-zA-Z ,;]+$/, name);
  }
});

test('each way to be lost has its words; what rises or is rained on is grave', () => {
  assert.deepEqual(
    ['rising', 'falling', 'in_rain'].map((lost) => [lossOf(lost).name.zh, lossOf(lost).grave]),
    [
      ['上涨中失联（盲区）', true],
      ['失联，待检修', false],
      ['雨中无声', true]
    ]
  );
  assert.equal(lossOf(undefined), null);
});

test('what is doubted is told however many values a station has', () => {
  const values = ['water_level', 'a', 'b', 'c', 'd', 'e'].map((p) => value(p, 1, []));
  values[5] = value('e', 3, ['spike']);
  assert.deepEqual(
    others(values).map((v) => v.property),
    ['a', 'b', 'c', 'e']
  );
});
