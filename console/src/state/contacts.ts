// Who can be reached, whose number is old, and who is called so often that it becomes a burden.
import type { Standing } from '../server/shapes';
import type { StandingPerson } from '../server/everyday_shapes';

/** So often within an hour a person is told of, so that somebody else is asked instead. */
export const CALLS_AN_HOUR_MANY = 3;

/** Awaited, not reached, old or much called, none of these; the larger the more pressing. */
export type Attention = 3 | 2 | 1 | 0;
export type Order = 'attention' | 'calls';

export const isOld = (p: StandingPerson): boolean => p.confirmed === '' || p.confirmed_long_ago;
export const isUnreached = (p: StandingPerson): boolean =>
  p.tested_at !== undefined && p.answered !== true;

export function attentionOf(p: StandingPerson): Attention {
  if (p.waiting) return 3;
  if (isUnreached(p)) return 2;
  return isOld(p) || p.calls_last_hour >= CALLS_AN_HOUR_MANY ? 1 : 0;
}

/**
 * The most called first; by attention, within what is as pressing. `held`: what was pressed here
 * stays where it was.
 */
export function personsInOrder(
  persons: readonly StandingPerson[],
  order: Order,
  held: ReadonlyMap<string, Attention> = new Map()
): StandingPerson[] {
  const rank = (p: StandingPerson): number =>
    order === 'calls' ? 0 : (held.get(p.person) ?? attentionOf(p));
  return [...persons].sort(
    (a, b) =>
      rank(b) - rank(a) ||
      b.calls_last_day - a.calls_last_day ||
      b.calls_last_hour - a.calls_last_hour ||
      (a.person < b.person ? -1 : 1)
  );
}

export interface ContactCount {
  people: number;
  waiting: number;
  answered: number;
  unreached: number;
  untested: number;
  old: number;
}

/** By the last test of each. Who is awaited now counts as that alone. */
export function contactCount(persons: readonly StandingPerson[]): ContactCount {
  const settled = persons.filter((p) => !p.waiting);
  return {
    people: persons.length,
    waiting: persons.length - settled.length,
    answered: settled.filter((p) => p.answered === true).length,
    unreached: settled.filter(isUnreached).length,
    untested: settled.filter((p) => p.tested_at === undefined).length,
    old: persons.filter(isOld).length
  };
}

/** How often somebody was called within the last hour, where it is too often; else 0. */
export function callsTooMany(standing: Standing, id: string): number {
  const calls = standing.persons.find((p) => p.person === id)?.calls_last_hour ?? 0;
  return calls >= CALLS_AN_HOUR_MANY ? calls : 0;
}
