// Who reports: people of the plan are found by their names, anybody else is taken as written.
import type { Plan } from '../server/shapes';

/** Each person by what stands for them alone: the name, behind which others of it have the id. */
export function peopleByWord(people: Plan['people']): Map<string, string> {
  const sharing = new Map<string, number>();
  for (const { name } of people) sharing.set(name, (sharing.get(name) ?? 0) + 1);
  const found = new Map<string, string>();
  for (const { id, name } of people)
    if (name !== '') found.set(sharing.get(name) === 1 ? name : `${name} (${id})`, id);
  return found;
}

/** The id of a person of the plan, or what was written; null where several have this name. */
export function reporterOf(written: string, people: Plan['people']): string | null {
  const said = written.trim();
  if (said === '' || people.some(({ id }) => id === said)) return said;
  const one = peopleByWord(people).get(said);
  if (one !== undefined) return one;
  return people.some(({ name }) => name === said) ? null : said;
}
