import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { batchMark, careOf, fallsShort, markedBatches, quantityIn, suppliesInOrder } =
  await compiled('state/supplies.ts');
const { batchMarkText, batchText, leftText, quantityText, shortText } =
  await compiled('words/supplies.ts');

const batch = (id, more) => ({ id, left: 10, expired: false, ...more });
const supply = (id, more) => ({
  id,
  code: 'water',
  name_zh: '瓶装水',
  name_en: 'bottled water',
  home: 'gym',
  measure: '瓶',
  minimum: 600,
  left: 1200,
  held: 0,
  wanted: 0,
  low: false,
  next_test: '',
  batches: [],
  ...more
});

test('what is low stands first, then what expires; the rest as the plan has it', () => {
  const all = [
    supply('plenty'),
    supply('soon', { batches: [batch('a', { days_left: 30 })] }),
    supply('more'),
    supply('low', { low: true })
  ];
  assert.deepEqual(
    suppliesInOrder(all).map((s) => s.id),
    ['low', 'soon', 'plenty', 'more']
  );
  assert.deepEqual(all.map(careOf), [0, 1, 0, 2]);
});

test('batches are marked within 30 days of their end, while any of it is left', () => {
  assert.equal(batchMark(batch('a')), null);
  assert.equal(batchMark(batch('a', { days_left: 31 })), null);
  assert.equal(batchMark(batch('a', { days_left: 30 })), 'soon');
  assert.equal(batchMark(batch('a', { days_left: 0 })), 'soon');
  assert.equal(batchMark(batch('a', { days_left: 0, expired: true })), 'expired');
  assert.equal(batchMark(batch('a', { days_left: 0, expired: true, left: 0 })), null);
  const two = supply('a', { batches: [batch('a'), batch('b', { days_left: 3 })] });
  assert.deepEqual(markedBatches(two).map((b) => b.id), ['b']);
  assert.equal(batchMarkText(batch('a', { days_left: 14 })).zh, '还有 14 天过期');
  assert.equal(batchMarkText(batch('a', { days_left: 0 })).en, 'Expires today');
  assert.equal(batchMarkText(batch('a', { expired: true })).zh, '已过期');
  const told = batch('2026-04', { expires: '2027-03-31' });
  assert.equal(batchText(told).zh, '批次 2026-04，剩 10，2027-03-31 过期');
  assert.equal(batchText(batch('')).en, 'left: 10');
});

test('the worst case is met by all supplies of a code together', () => {
  const all = [supply('a', { left: 300, wanted: 800 }), supply('b', { left: 480, wanted: 800 })];
  assert.ok(fallsShort(all, all[0]));
  assert.equal(shortText(all, all[0]).zh, '全镇都撤不够');
  assert.equal(shortText(all, { ...all[0], low: true }).zh, '不够了');
  const more = [all[0], { ...all[1], left: 500 }];
  assert.ok(!fallsShort(more, more[0]));
  assert.equal(shortText(more, more[0]), null);
  const uncoded = supply('c', { code: '', left: 1, wanted: 2 });
  assert.ok(fallsShort([...all, uncoded], uncoded));
});

test('what is left is told with what is held, the minimum and the worst case', () => {
  assert.equal(
    leftText(supply('a', { held: 200, wanted: 1438 })).zh,
    '剩 1200 瓶（其中留出 200），至少要 600，全镇都撤要 1438'
  );
  assert.equal(leftText(supply('a', { minimum: 0 })).en, 'left: 1200 bottles');
});

test('English tells no Chinese measure', () => {
  assert.equal(quantityText(3, '床').en, '3');
  assert.equal(quantityText(3, '床').zh, '3 床');
  assert.equal(quantityText(3, 'kg').en, '3 kg');
});

test('a quantity is a whole number; none only of what is counted', () => {
  assert.equal(quantityIn(' 10 ', 1), 10);
  assert.equal(quantityIn('0', 0), 0);
  for (const said of ['0', '', '-3', '1.5', '十', '1e3', '9999999999'])
    assert.equal(quantityIn(said, 1), null, said);
});
