// Who is needed where, who can go, and what may be said of a unit: order and choices of the page.
// Whether a thing may really be done, the engine says.
import type { ReportUnit } from '../server/resource_commands';
import type {
  AidState,
  StandingAid,
  StandingNeed,
  StandingUnit
} from '../server/resource_shapes';
import type { Standing } from '../server/shapes';
import { levelOf } from '../words/levels';

/** Without a unit, with one that is under way, with one that is there. */
const restOf = (need: StandingNeed): number => (need.unit === '' ? 2 : need.there ? 0 : 1);

/** What has no unit first, then what waits for it; among them the most severe, then the oldest. */
export function needsInOrder(needs: readonly StandingNeed[]): StandingNeed[] {
  return [...needs].sort(
    (a, b) =>
      restOf(b) - restOf(a) ||
      levelOf(b.level).rank - levelOf(a.level).rank ||
      Date.parse(a.opened_at) - Date.parse(b.opened_at)
  );
}

export function unmetCount(needs: readonly StandingNeed[]): number {
  return needs.filter((need) => need.unit === '').length;
}

export const UNIT_GROUPS = ['there', 'under_way', 'held', 'ready', 'out'] as const;
export type UnitGroup = (typeof UNIT_GROUPS)[number];

export function groupOf(unit: StandingUnit): UnitGroup {
  if (unit.state === 'there' || unit.state === 'out') return unit.state;
  if (unit.state === 'ready') return unit.hold === undefined ? 'ready' : 'held';
  return 'under_way';
}

/** Whom no message reached, longest sent first: while a unit is sent, no other note is there. */
export function toTelephone(units: readonly StandingUnit[]): StandingUnit[] {
  return units
    .filter((unit) => unit.state === 'sent' && unit.note !== '')
    .sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
}

/** Those who are busy first; a group of nobody is left out. */
export function unitGroups(
  units: readonly StandingUnit[]
): { group: UnitGroup; units: StandingUnit[] }[] {
  return UNIT_GROUPS.map((group) => ({
    group,
    units: units.filter((unit) => groupOf(unit) === group)
  })).filter(({ units: of }) => of.length > 0);
}

/** What a unit that telephones can say. Done ends its need. */
export type UnitWord = Exclude<ReportUnit['state'], 'ready'> | 'done' | 'ready' | 'elsewhere';

/** What can be said of it as it stands, the next thing first. */
export function wordsOf(unit: StandingUnit): UnitWord[] {
  switch (unit.state) {
    case 'sent':
      return ['on_the_way', 'there', 'out'];
    case 'on_the_way':
      return ['there', 'out'];
    case 'there':
      return ['done', 'out'];
    case 'out':
      return ['ready'];
    default:
      return ['elsewhere', 'out'];
  }
}

/** One that is sent can't be kept, and one that is out is of no use to anybody. */
export const canBeHeld = (unit: StandingUnit): boolean =>
  unit.state === 'ready' && unit.hold === undefined;

/** Who can be sent there by a person's word: is able and free, or under way by the ledger's. */
export function choosable(standing: Standing, need: StandingNeed): StandingUnit[] {
  const chosen = new Set(standing.needs.filter((n) => n.chosen).map((n) => n.unit));
  return standing.units.filter(
    (unit) =>
      unit.skills.includes(need.skill) &&
      unit.hold === undefined &&
      unit.state !== 'out' &&
      unit.state !== 'there' &&
      !chosen.has(unit.id)
  );
}

/** All skills that a unit of the plan has. */
export function skillsOf(units: readonly StandingUnit[]): string[] {
  return [...new Set(units.flatMap((unit) => unit.skills))].sort();
}

const AID_ORDER: readonly AidState[] = ['wanted', 'asked', 'promised', 'arrived'];

/** What nobody has asked for yet first, then as it goes; within that the oldest. */
export function aidInOrder(aid: readonly StandingAid[]): StandingAid[] {
  return [...aid].sort(
    (a, b) =>
      AID_ORDER.indexOf(a.state) - AID_ORDER.indexOf(b.state) ||
      Date.parse(a.since) - Date.parse(b.since)
  );
}

type AidNext = Exclude<AidState, 'wanted'>;
const AID_NEXT: Record<AidState, readonly AidNext[]> = {
  wanted: ['asked'],
  asked: ['promised', 'refused'],
  promised: ['arrived', 'refused'],
  arrived: ['returned'],
  refused: [],
  returned: []
};

export const aidNext = (state: AidState): readonly AidNext[] => AID_NEXT[state] ?? [];
