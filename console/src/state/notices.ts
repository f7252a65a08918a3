// Whom a correction, an all-clear or a return has reached, and whom somebody has to tell.
import type { StandingNotice } from '../server/everyday_shapes';

/** Most people still to be told first, then the oldest. */
export function noticesInOrder(notices: readonly StandingNotice[]): StandingNotice[] {
  return [...notices].sort(
    (a, b) =>
      b.by_hand.length - a.by_hand.length || Date.parse(a.given_at) - Date.parse(b.given_at)
  );
}

/** How many know it, by message or by somebody. */
export function toldCount(notice: StandingNotice): number {
  return Math.max(0, notice.people - notice.on_the_way - notice.by_hand.length);
}

export function handCount(notices: readonly StandingNotice[]): number {
  return notices.reduce((sum, notice) => sum + notice.by_hand.length, 0);
}

/** `told`: who was told here keeps the place, so that nobody else comes under the finger. */
export function handsInOrder(notice: StandingNotice, told: readonly string[]): string[] {
  return [...new Set([...notice.by_hand, ...told])].sort();
}
