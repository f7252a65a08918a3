// Who is moved, who is not known of, and whether there is time: the order of the evacuation board,
// and the numbers above it.
import type {
  Standing,
  StandingEvacuation,
  StandingHousehold,
  StandingTime
} from '../server/shapes';
import { text, type Text } from '../words/text';

/** What is left once everybody is told and moved; less than nothing: it can't be done in time. */
export function timeLeftMs(time: StandingTime, now: number): number {
  return Date.parse(time.lead_ends_at) - now - (time.reach_s + time.move_s) * 1000;
}

export function isShort(time: StandingTime, now: number): boolean {
  return time.people_left > 0 && (!time.enough || timeLeftMs(time, now) < 0);
}

/** Only while somebody is left to be moved. */
export function timeOf(standing: Standing, area: string): StandingTime | undefined {
  return standing.times.find((time) => time.area === area && time.people_left > 0);
}

/**
 * From when on people may go home: every incident of the village has its all-clear, and its hold is
 * over. Infinity while an all-clear isn't given.
 */
export function returnFrom(standing: Standing, area: string): number {
  const here = standing.incidents.filter((incident) => incident.area === area);
  return Math.max(0, ...here.map((i) => (i.hold_until ? Date.parse(i.hold_until) : Infinity)));
}

/** Where time is short first, then the soonest deadline; those that are complete stand last. */
export function evacuationsInOrder(standing: Standing, now: number): StandingEvacuation[] {
  const short = (e: StandingEvacuation): number => {
    const time = timeOf(standing, e.area);
    return time && isShort(time, now) ? 1 : 0;
  };
  return [...standing.evacuations].sort(
    (a, b) =>
      Number(a.complete) - Number(b.complete) ||
      short(b) - short(a) ||
      Date.parse(a.by) - Date.parse(b.by) ||
      b.unknown - a.unknown
  );
}

/**
 * Not settled first, and among them those who need help. `held`: what was counted here stays where
 * it is, so that no other household comes under the finger.
 */
export function householdsInOrder(
  households: readonly StandingHousehold[],
  held: readonly string[]
): StandingHousehold[] {
  const open = (h: StandingHousehold): number => (!h.settled || held.includes(h.id) ? 1 : 0);
  const help = (h: StandingHousehold): number => (h.need_help > 0 ? 1 : 0);
  return [...households].sort((a, b) => open(b) - open(a) || help(b) - help(a));
}

export function householdOf(standing: Standing, id: string): StandingHousehold | undefined {
  for (const evacuation of standing.evacuations) {
    const found = evacuation.households.find((household) => household.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Keeps the names of facilities; true where one of them is new. */
export function learnFacilities(standing: Standing, facilities: Map<string, Text>): boolean {
  const before = facilities.size;
  for (const { households } of standing.evacuations)
    for (const { id, name_zh, name_en } of households)
      if (name_zh) facilities.set(id, text(name_zh, name_en || name_zh));
  return facilities.size > before;
}

export interface People {
  safe: number;
  people: number;
  unknown: number;
}

/**
 * People safe, to be moved and not known of. Where a village has no evacuation (an engine of
 * before), several persons answer for it and each tells the whole number: it counts once, with the
 * largest. Of a village that is cut off nothing is known, whatever was told before.
 */
export function peopleCount(standing: Standing): People {
  const villages = new Map<string, People>();
  for (const o of standing.obligations) {
    if (!o.wants_headcount || (o.purpose ?? 'warning') !== 'warning') continue;
    const village = villages.get(o.area) ?? { safe: 0, people: 0, unknown: 0 };
    village.safe = Math.max(village.safe, o.people_moved);
    village.people = Math.max(village.people, o.people_at_risk);
    village.unknown = Math.max(0, village.people - village.safe);
    villages.set(o.area, village);
  }
  for (const { area, safe, people, unknown } of standing.evacuations)
    villages.set(area, { safe, people, unknown });
  for (const { area, people_unknown } of standing.cut_off) {
    const village = villages.get(area) ?? { safe: 0, people: 0, unknown: 0 };
    village.unknown = Math.max(village.unknown, people_unknown);
    villages.set(area, village);
  }
  const total = { safe: 0, people: 0, unknown: 0 };
  for (const { safe, people, unknown } of villages.values()) {
    total.safe += safe;
    total.people += people;
    total.unknown += unknown;
  }
  return total;
}
