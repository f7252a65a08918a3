// The order of the call board, and the numbers above it.
import type { StandingObligation } from '../server/shapes';
import { levelOf } from '../words/levels';

/** Needs help first, then the most severe, then the soonest deadline. */
export function openCalls(obligations: readonly StandingObligation[]): StandingObligation[] {
  const deadline = (o: StandingObligation): number => Date.parse(o.next_step_at ?? '') || Infinity;
  const help = (o: StandingObligation): number => (o.state === 'needs_help' ? 1 : 0);
  return obligations
    .filter((o) => !o.done)
    .sort(
      (a, b) =>
        help(b) - help(a) ||
        levelOf(b.level).rank - levelOf(a.level).rank ||
        deadline(a) - deadline(b) ||
        Date.parse(a.opened_at) - Date.parse(b.opened_at)
    );
}

/**
 * People moved and to be moved. Several persons answer for one village and each tells the whole
 * number, so a village counts once, with the largest.
 */
export function peopleCount(obligations: readonly StandingObligation[]): {
  moved: number;
  atRisk: number;
} {
  const villages = new Map<string, { moved: number; atRisk: number }>();
  for (const o of obligations) {
    if (!o.wants_headcount) continue;
    const village = villages.get(o.area) ?? { moved: 0, atRisk: 0 };
    village.moved = Math.max(village.moved, o.people_moved);
    village.atRisk = Math.max(village.atRisk, o.people_at_risk);
    villages.set(o.area, village);
  }
  const total = { moved: 0, atRisk: 0 };
  for (const { moved, atRisk } of villages.values()) {
    total.moved += moved;
    total.atRisk += atRisk;
  }
  return total;
}
