// The points behind the charts: one series a datastream, by time, bounded.

/** 24 hours at one value every 36 s; 100 datastreams x 2,400 x 16 bytes = 4 MB. */
export const POINTS_MAX = 2_400;
export const KEPT_S = 24 * 3600;

export interface Series {
  times: number[];
  values: number[];
}

export function seriesKey(station: string, property: string): string {
  return `${station} ${property}`;
}

/** Sorted by time; of several values of one time the last one counts. */
export function sortedSeries(times: readonly number[], values: readonly number[]): Series {
  const order = times.map((_, i) => i).sort((a, b) => times[a]! - times[b]! || a - b);
  const out: Series = { times: [], values: [] };
  for (const i of order) addPoint(out, times[i]!, values[i]!);
  return out;
}

export function addPoint(series: Series, time: number, value: number): void {
  const { times, values } = series;
  let at = times.length;
  while (at > 0 && times[at - 1]! > time) --at;
  if (at > 0 && times[at - 1] === time) {
    values[at - 1] = value;
    return;
  }
  times.splice(at, 0, time);
  values.splice(at, 0, value);
  let old = Math.max(0, times.length - POINTS_MAX);
  while (times[times.length - 1]! - times[old]! > KEPT_S) ++old;
  if (old > 0) {
    times.splice(0, old);
    values.splice(0, old);
  }
}

/** As the engine takes them (rules/history.h), in hundredths: more is none. */
const HUNDREDTHS_PER_HOUR_MAX = 500_00;
const HUNDREDTHS_AT_ONCE_MAX = 60_00;

/** A rise of so much within that time can be rain. */
function isPlausible(rise: number, seconds: number): boolean {
  const minutes = Math.floor(seconds / 60);
  const most = Math.floor((HUNDREDTHS_PER_HOUR_MAX * minutes) / 60);
  return Math.round(rise * 100) <= Math.max(HUNDREDTHS_AT_ONCE_MAX, most);
}

/**
 * What was added between two readings of a counter. One that fell was emptied and counts from zero
 * again. The first reading adds nothing: nobody knows since when. Nor does one that has risen by
 * more than can fall, from which it counts on; one below zero is no reading at all.
 */
export function increments(counter: Series): Series {
  let before: { time: number; value: number } | null = null;
  const values = counter.values.map((value, i) => {
    if (value < 0) return 0;
    const last = before;
    const time = counter.times[i]!;
    before = { time, value };
    if (last === null) return 0;
    const rise = value >= last.value ? value - last.value : value;
    return isPlausible(rise, time - last.time) ? rise : 0;
  });
  return { times: counter.times, values };
}

/** The sum of amounts with a time in (from, to]. */
export function sumBetween(series: Series, from: number, to: number): number {
  let sum = 0;
  series.times.forEach((time, i) => {
    if (time > from && time <= to) sum += series.values[i]!;
  });
  return sum;
}

/** What every chart shows, so that they can be compared: the end, the span, and one bar's span. */
export interface ChartWindow {
  end: number;
  span: number;
  bar: number;
}

const WINDOWS: readonly [hours: number, barMinutes: number][] = [
  [3, 10],
  [6, 15],
  [12, 30],
  [24, 60]
];

/** The shortest window that holds everything observed lately; it ends with the engine's time. */
export function chartWindow(all: Iterable<Series>, now: number): ChartWindow {
  let oldest = now;
  for (const series of all) oldest = Math.min(oldest, series.times[0] ?? now);
  const needed = (now - oldest) / 3600;
  const [hours, minutes] = WINDOWS.find(([h]) => h >= needed) ?? WINDOWS[WINDOWS.length - 1]!;
  const bar = minutes * 60;
  return { end: Math.ceil(now / bar) * bar, span: hours * 3600, bar };
}

/** One sum a bar; an amount belongs to the bar in whose time it was told. Times are the middles. */
export function bars(series: Series, window: ChartWindow): Series {
  const count = window.span / window.bar;
  const begin = window.end - window.span;
  const values = new Array<number>(count).fill(0);
  series.times.forEach((time, i) => {
    const slot = Math.ceil((time - begin) / window.bar) - 1;
    if (slot >= 0 && slot < count) values[slot]! += series.values[i]!;
  });
  return { times: values.map((_, i) => begin + (i + 0.5) * window.bar), values };
}

export function within(series: Series, window: ChartWindow): Series {
  const first = series.times.findIndex((time) => time >= window.end - window.span);
  if (first < 0) return { times: [], values: [] };
  return { times: series.times.slice(first), values: series.values.slice(first) };
}
