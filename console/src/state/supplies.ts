// What is left in the stores, what is too little, and what is soon of no use.
import type { StandingBatch, StandingSupply } from '../server/resource_shapes';

/** So near to its day a batch is told of: time enough to give it out. */
export const EXPIRES_SOON_DAYS = 30;

export type BatchMark = 'expired' | 'soon';

/** Null where there is none of it any more. */
export function batchMark(batch: StandingBatch): BatchMark | null {
  if (batch.left === 0) return null;
  if (batch.expired) return 'expired';
  return batch.days_left !== undefined && batch.days_left <= EXPIRES_SOON_DAYS ? 'soon' : null;
}

export function markedBatches(supply: StandingSupply): StandingBatch[] {
  return supply.batches.filter((batch) => batchMark(batch) !== null);
}

/** Too little of it, a batch that is of no use or soon will be, nothing. */
export type SupplyCare = 2 | 1 | 0;

export function careOf(supply: StandingSupply): SupplyCare {
  if (supply.low) return 2;
  return markedBatches(supply).length > 0 ? 1 : 0;
}

/** What is low first, then what expires; else as the plan has it. */
export function suppliesInOrder(supplies: readonly StandingSupply[]): StandingSupply[] {
  return [...supplies].sort((a, b) => careOf(b) - careOf(a));
}

/** Of all supplies that can stand for it. */
export function leftOfCode(supplies: readonly StandingSupply[], code: string): number {
  return supplies.reduce((sum, s) => sum + (s.code === code ? s.left : 0), 0);
}

/** Less than the worst case takes, in all places together; never where nothing is wanted. */
export function fallsShort(supplies: readonly StandingSupply[], supply: StandingSupply): boolean {
  const left = supply.code === '' ? supply.left : leftOfCode(supplies, supply.code);
  return left < supply.wanted;
}

/** A whole number that the engine takes; null: it is none. */
export function quantityIn(said: string, least: 0 | 1): number | null {
  const number = /^\d{1,9}$/.test(said.trim()) ? Number(said.trim()) : NaN;
  return number >= least ? number : null;
}
