// Supplies in plain words.
import type { StandingBatch, StandingSupply } from '../server/resource_shapes';
import type { StockKind } from '../server/resource_commands';
import { batchMark, fallsShort } from '../state/supplies';
import { text, type Text } from './text';

/** What is counted by the piece has no word in English. */
const MEASURES_EN: Record<string, string> = {
  瓶: 'bottles',
  箱: 'boxes',
  袋: 'bags',
  桶: 'barrels',
  米: 'm',
  升: 'l',
  公斤: 'kg',
  吨: 't'
};

/** "1200 瓶". */
export function quantityText(quantity: number, measure: string): Text {
  const own = /[\u4e00-\u9fff]/.test(measure) ? (MEASURES_EN[measure] ?? '') : measure;
  return text(`${quantity} ${measure}`.trim(), `${quantity} ${own}`.trim());
}

/** "剩 1200 瓶，至少 600，最坏情况全镇要 1438". */
export function leftText(supply: StandingSupply): Text {
  const { left, minimum, wanted, held, measure } = supply;
  const number = quantityText(left, measure);
  const parts = [
    text(`剩 ${number.zh}`, `left: ${number.en}`),
    held > 0 ? text(`（其中留出 ${held}）`, ` (held: ${held})`) : text('', ''),
    minimum > 0 ? text(`，至少要 ${minimum}`, `, minimum: ${minimum}`) : text('', ''),
    wanted > 0 ? text(`，全镇都撤要 ${wanted}`, `, if all must leave: ${wanted}`) : text('', '')
  ];
  return text(parts.map((p) => p.zh).join(''), parts.map((p) => p.en).join(''));
}

/** What is wrong with how much there is; null: nothing. */
export function shortText(
  supplies: readonly StandingSupply[],
  supply: StandingSupply
): Text | null {
  if (supply.low) return text('不够了', 'Too little');
  if (fallsShort(supplies, supply)) return text('全镇都撤不够', 'Not enough if all must leave');
  return null;
}

/** Which batch, and until when: "2026-04，剩 1200，2027-03-31 过期". */
export function batchText(batch: StandingBatch): Text {
  const id = batch.id ? text(`批次 ${batch.id}，`, `batch ${batch.id}, `) : text('', '');
  const until = batch.expires
    ? text(`，${batch.expires} 过期`, `, expires ${batch.expires}`)
    : text('', '');
  return text(`${id.zh}剩 ${batch.left}${until.zh}`, `${id.en}left: ${batch.left}${until.en}`);
}

export function batchMarkText(batch: StandingBatch): Text {
  if (batchMark(batch) === 'expired') return text('已过期', 'Expired');
  const days = batch.days_left ?? 0;
  return days === 0
    ? text('今天过期', 'Expires today')
    : text(`还有 ${days} 天过期`, `Expires in ${days} days`);
}

/** What is done with a supply; keeping some of it is a hold. */
export type StockDeed = StockKind | 'held';
export const STOCK_DEEDS: Record<StockDeed, Text> = {
  out: text('出库', 'Take out'),
  in: text('入库', 'Take in'),
  counted: text('盘点', 'Count'),
  sent: text('发出', 'Send'),
  held: text('留出', 'Hold')
};

/** What of it is said once it is recorded. */
export const STOCK_DONE: Record<StockDeed, Text> = {
  out: text('出库', 'taken out'),
  in: text('入库', 'taken in'),
  counted: text('盘点', 'counted'),
  sent: text('发出', 'sent'),
  held: text('留出', 'held')
};
