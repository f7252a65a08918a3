// The order of the decision board.
import type { StandingDecision } from '../server/shapes';
import { levelOf } from '../words/levels';

/** The most severe first, then the soonest deadline. */
export function openDecisions(decisions: readonly StandingDecision[]): StandingDecision[] {
  const deadline = (d: StandingDecision): number => Date.parse(d.decide_by ?? '') || Infinity;
  return decisions
    .filter((d) => !d.made)
    .sort(
      (a, b) =>
        levelOf(b.level).rank - levelOf(a.level).rank ||
        deadline(a) - deadline(b) ||
        Date.parse(a.opened_at) - Date.parse(b.opened_at)
    );
}

/** The newest question first. */
export function madeDecisions(decisions: readonly StandingDecision[]): StandingDecision[] {
  return decisions
    .filter((d) => d.made)
    .sort((a, b) => Date.parse(b.opened_at) - Date.parse(a.opened_at));
}
