// The order of the call board.
import type { CallAttempt } from '../server/ask';
import type { StandingObligation } from '../server/shapes';
import { levelOf } from '../words/levels';

export interface VillageCalls {
  area: string;
  calls: StandingObligation[];
  /** Of these the calls go on: nobody has confirmed it, or somebody needs help. */
  calling: number;
}

/** Village by village, in the order of their most pressing calls. */
export function callsByVillage(calls: readonly StandingObligation[]): VillageCalls[] {
  const villages = new Map<string, VillageCalls>();
  for (const call of calls) {
    const village = villages.get(call.area) ?? { area: call.area, calls: [], calling: 0 };
    villages.set(call.area, village);
    village.calls.push(call);
    if (call.state !== 'acting') ++village.calling;
  }
  return [...villages.values()];
}

/** What came of telephoning whoever was called by `dialled`, whoever is called by now. */
export function attemptOf(
  dialled: StandingObligation,
  outcome: CallAttempt['outcome']
): CallAttempt {
  const what: CallAttempt = { command: 'call_attempt', obligation: dialled.obligation, outcome };
  if (dialled.callee !== '') what.callee = dialled.callee;
  return what;
}

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
