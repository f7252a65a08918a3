// A list that may be long: what wants attention first, and the rest, which is folded.

/** More at once is no list of what to do next. */
export const FIRST_MAX = 12;

export interface Folded<T> {
  first: T[];
  rest: T[];
}

/** `held`: the part in which an item is in use now: it doesn't leave it under the finger. */
export function folded<T>(
  items: readonly T[],
  wanted: (item: T) => boolean,
  held: (item: T) => 'first' | 'rest' | undefined = () => undefined
): Folded<T> {
  const out: Folded<T> = { first: [], rest: [] };
  for (const item of items) {
    const up = wanted(item) && out.first.length < FIRST_MAX;
    out[held(item) ?? (up ? 'first' : 'rest')].push(item);
  }
  return out;
}
