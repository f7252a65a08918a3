// The standing as the page wants it. An engine of before tells of no decisions, no villages that
// are cut off, no proposals, no evacuations, no everyday work, no units and no supplies: then there
// are none.
import type { Plan, Standing, StandingStation } from '../server/shapes';

const NOTHING = {
  decisions: [],
  cut_off: [],
  proposals: [],
  evacuations: [],
  times: [],
  notices: [],
  persons: [],
  routines: [],
  units: [],
  needs: [],
  supplies: [],
  holds: [],
  closed_roads: [],
  aid: [],
  shipments: []
} satisfies Partial<Standing>;
type Later = keyof typeof NOTHING;
export type ToldStanding = Omit<Standing, Later> & Partial<Pick<Standing, Later>>;

export function whole(told: ToldStanding): Standing {
  return { ...NOTHING, ...told };
}

/** As the engine has it: after so many of its intervals a station is silent. */
const INTERVALS_UNTIL_SILENT = 2;
const DAY_MS = 86_400_000;

/** From this age on a station's value is not how it is now. */
export function oldAfterMs(plan: Plan, station: string): number {
  const interval = plan.stations.find((s) => s.id === station)?.report_interval_s ?? 0;
  return interval > 0 ? interval * INTERVALS_UNTIL_SILENT * 1000 : DAY_MS;
}

/**
 * Nothing comes from it, or nothing of today: what was read long ago and sent just now (records
 * that are read in later, a clock that is wrong by years) tells nothing of how it is.
 */
export function isSilent(station: StandingStation, plan: Plan, now: number): boolean {
  if (station.silent || !station.heard) return true;
  const newest = Math.max(...station.latest.map((value) => Date.parse(value.time)));
  const old = Math.max(DAY_MS, oldAfterMs(plan, station.id));
  return station.latest.length > 0 && now - newest > old;
}

export function isCutOff(standing: Standing, area: string): boolean {
  return standing.cut_off.some((village) => village.area === area);
}

export function peopleUnknown(standing: Standing): number {
  return standing.cut_off.reduce((sum, village) => sum + village.people_unknown, 0);
}
