// The standing as the page wants it. An engine of before tells of no decisions, no villages that
// are cut off, no proposals, no evacuations, no everyday work, no units and no supplies: then there
// are none.
import type { Standing } from '../server/shapes';

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

export function isCutOff(standing: Standing, area: string): boolean {
  return standing.cut_off.some((village) => village.area === area);
}

export function peopleUnknown(standing: Standing): number {
  return standing.cut_off.reduce((sum, village) => sum + village.people_unknown, 0);
}
