// The standing as the page wants it. An engine of before tells of no decisions, no villages that
// are cut off, no proposals, no evacuations and no everyday work: then there are none.
import type { Standing } from '../server/shapes';

type Later =
  | 'decisions'
  | 'cut_off'
  | 'proposals'
  | 'evacuations'
  | 'times'
  | 'notices'
  | 'persons'
  | 'routines';
export type ToldStanding = Omit<Standing, Later> & Partial<Pick<Standing, Later>>;

export function whole(told: ToldStanding): Standing {
  return {
    ...told,
    decisions: told.decisions ?? [],
    cut_off: told.cut_off ?? [],
    proposals: told.proposals ?? [],
    evacuations: told.evacuations ?? [],
    times: told.times ?? [],
    notices: told.notices ?? [],
    persons: told.persons ?? [],
    routines: told.routines ?? []
  };
}

export function isCutOff(standing: Standing, area: string): boolean {
  return standing.cut_off.some((village) => village.area === area);
}

export function peopleUnknown(standing: Standing): number {
  return standing.cut_off.reduce((sum, village) => sum + village.people_unknown, 0);
}
