// Which of a station's properties is told first, and which of them tells the rain.
import type { StandingStation } from '../server/shapes';
import { doubtOf } from './trust';

type Value = StandingStation['latest'][number];

/** As the engine takes it: the cumulative value where there is one, else amounts as they come. */
const RAIN = ['rain_cumulative', 'rain', 'rain_5min', 'rain_1h'];
const FIRST = ['water_level', 'water_level_relative', ...RAIN, 'flow'];

/** The station's values, the one that matters most first. */
export function inOrder(latest: readonly Value[]): Value[] {
  const rank = (v: Value): number => {
    const at = FIRST.indexOf(v.property);
    return at < 0 ? FIRST.length : at;
  };
  return [...latest].sort((a, b) => rank(a) - rank(b) || (a.property < b.property ? -1 : 1));
}

/**
 * Told beside the first; how the device itself is, is for those who mend it. What is doubted is
 * told, however many there are.
 */
export function others(ordered: readonly Value[]): Value[] {
  const isTold = (v: Value, i: number): boolean =>
    doubtOf(v) !== null || (i < 3 && v.property !== 'voltage');
  return ordered.slice(1).filter(isTold);
}

export function tellsRain(property: string): boolean {
  return RAIN.includes(property);
}
