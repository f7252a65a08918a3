// An exercise as the page sees it: whether it is over, what a jump of its clock passes over, which
// expectations belong together, and what evaluators have written down.
import type {
  Drill,
  DrillExpectation,
  DrillInject,
  DrillObjective,
  StandingExercise
} from '../server/drill_shapes';
import type { Fact, LevelWord } from '../server/shapes';
import { text, type Text } from '../words/text';

/** Notes of one exercise: an evaluator writes a few an hour. */
const NOTES_MAX = 500;
const DAY_MS = 86_400_000;

export interface Ending {
  at: number;
  reason: Text;
  /** Empty: a live warning, or nobody in person. */
  by: string;
  liveLevel: LevelWord | '';
  /** The scenario came to its end: nobody cut it short. */
  ranOut: boolean;
}

/** `stopped`: the fact, where the feed brings it before the state is asked for again. */
export function endingOf(
  exercise: StandingExercise | undefined,
  stopped: Fact | null,
  drill: Drill | null
): Ending | null {
  const end = exercise?.stopped;
  const told: Record<string, unknown> | null = end ? { ...end, time: end.at } : stopped;
  const runsOutAt = drill ? Date.parse(drill.ends_at) : Infinity;
  if (told) {
    const at = Date.parse(String(told.time));
    const str = (member: string): string => String(told[member] ?? '');
    const by = str('stopped_by');
    return {
      at,
      reason: text(str('reason_zh'), str('reason_en')),
      by,
      liveLevel: by === '' ? (str('live_level') as LevelWord | '') : '',
      ranOut: by !== '' && at >= runsOutAt
    };
  }
  if (!drill?.over) return null;
  const reason = text('情景结束', 'the scenario is over');
  return { at: runsOutAt, reason, by: '', liveLevel: '', ranOut: true };
}

/** "04:30" of what people write: "4:30", "0430", "４：30"; nothing for anything else. */
export function clockOf(written: string): string | null {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(written.normalize('NFKC').trim());
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${match[2]}`;
}

/** The first such time from now on, as the engine takes it. */
export function nextMoment(clock: string, now: number, utcOffsetS: number): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const local = now + utcOffsetS * 1000;
  const sinceMidnight = local - Math.floor(local / DAY_MS) * DAY_MS;
  const wanted = (hour * 60 + minute) * 60_000;
  return now + wanted - sinceMidnight + (wanted < sinceMidnight ? DAY_MS : 0);
}

export function isGiven(inject: DrillInject): boolean {
  return inject.given_at !== undefined;
}

/** How many injects that wait are given when the clock gets there. */
export function passedOver(injects: readonly DrillInject[], until: number): number {
  return injects.filter((i) => !isGiven(i) && Date.parse(i.at) <= until).length;
}

export interface ObjectiveGroup {
  /** Null: of no objective. */
  objective: DrillObjective | null;
  expectations: DrillExpectation[];
}

/** Each objective with what is expected of it; last what belongs to none. */
export function byObjective(drill: Drill): ObjectiveGroup[] {
  const groups: ObjectiveGroup[] = drill.objectives.map((objective) => ({
    objective,
    expectations: drill.expectations.filter((e) => e.objective === objective.id)
  }));
  const known = new Set(drill.objectives.map(({ id }) => id));
  const others = drill.expectations.filter((e) => !known.has(e.objective));
  if (others.length > 0) groups.push({ objective: null, expectations: others });
  return groups;
}

/** Newest first; one that is there already does not come twice. */
export function withNote(notes: readonly Fact[], note: Fact): Fact[] {
  const order = (fact: Fact): number => fact.offset * 1_000 + fact.index;
  const others = notes.filter((n) => order(n) !== order(note));
  return [...others, note].sort((a, b) => order(b) - order(a)).slice(0, NOTES_MAX);
}

/** The last rating that somebody gave an objective. */
export function lastRated(notes: readonly Fact[], objective: string): Fact | undefined {
  return notes.find((note) => note.objective === objective && Boolean(note.rating));
}
