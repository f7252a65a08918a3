// Places that somebody or something can be sent to, and the names of what the ledger tells of.
import type { Named, Plan, Standing } from '../server/shapes';
import { text, type Text } from '../words/text';

/** Facilities, slopes and the like that plan or state names; no village, shelter or person. */
export function otherPlaces(plan: Plan, standing: Standing): Named[] {
  const known = new Set([plan, ...plan.villages, ...(plan.shelters ?? [])].map(({ id }) => id));
  for (const { id } of plan.people) known.add(id);
  const found = new Map<string, Named>();
  const add = (id: string, zh: string | undefined, en: string | undefined): void => {
    if (id && zh && !known.has(id) && !id.includes('/'))
      found.set(id, { id, name_zh: zh, name_en: en || zh });
  };
  for (const p of plan.places ?? []) add(p.id, p.name_zh || p.id, p.name_en);
  for (const r of standing.routines) add(r.subject, r.name_zh, r.name_en);
  for (const { households } of standing.evacuations)
    for (const { id, name_zh, name_en } of households) add(id, name_zh, name_en);
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Keeps their names; true where one of them is new. */
export function learnPlaces(plan: Plan, standing: Standing, places: Map<string, Text>): boolean {
  const before = places.size;
  for (const { id, name_zh, name_en } of otherPlaces(plan, standing))
    places.set(id, text(name_zh, name_en));
  return places.size > before;
}

/** So many a list can be looked through; more are found by a part of their name. */
const ROADS_MAX = 100;

/** Roads that are open, with `sought` in their name or id. */
export function roadsToClose(plan: Plan, standing: Standing, sought: string): Named[] {
  const closed = new Set(standing.closed_roads.map(({ road }) => road));
  const part = sought.trim().toLowerCase();
  const fits = ({ id, name_zh, name_en }: Named): boolean =>
    [id, name_zh, name_en].some((word) => (word ?? '').toLowerCase().includes(part));
  return (plan.roads ?? []).filter((r) => !closed.has(r.id) && fits(r)).slice(0, ROADS_MAX);
}

export type ResourceKind = 'unit' | 'supply' | 'road';
export const resourceKey = (kind: ResourceKind, id: string): string => `${kind} ${id}`;

/** Keeps the names of units, supplies and roads; true where one of them is new. */
export function learnResources(
  plan: Plan,
  standing: Standing,
  resources: Map<string, Text>
): boolean {
  const before = resources.size;
  const add = (kind: ResourceKind, id: string, named: Pick<Named, 'name_zh' | 'name_en'>): void => {
    const zh = named.name_zh || id;
    resources.set(resourceKey(kind, id), text(zh, named.name_en || zh));
  };
  for (const unit of standing.units) add('unit', unit.id, unit);
  for (const supply of standing.supplies) add('supply', supply.id, supply);
  for (const road of plan.roads ?? []) add('road', road.id, road);
  for (const road of standing.closed_roads) add('road', road.road, road);
  return resources.size > before;
}
