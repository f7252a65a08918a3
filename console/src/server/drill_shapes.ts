// What is told of an exercise, and of the scenario that is played in it.
import type { LevelWord } from './shapes';

/** Of the exercise lane; live has none. */
export interface StandingExercise {
  /** Empty where no scenario is played. */
  scenario: string;
  title_zh: string;
  title_en: string;
  began_at?: string;
  /** Who takes part; with a scenario everybody else is simulated. */
  players: string[];
  /** It is over. */
  stopped?: ExerciseEnd;
}

/** By somebody's word, or else by a live warning of this level. */
export interface ExerciseEnd {
  reason_zh: string;
  reason_en: string;
  at: string;
  stopped_by?: string;
  live_level?: LevelWord;
}

export interface DrillObjective {
  id: string;
  title_zh: string;
  title_en: string;
}

export interface DrillInject {
  id: string;
  at: string;
  what_zh: string;
  what_en: string;
  given_at?: string;
  /** It was given, and the engine didn't take it: why. */
  refused?: string;
}

/** Untold: nothing could be told, and it counts as not met. */
export type Verdict = 'open' | 'met' | 'missed' | 'untold';

export interface DrillExpectation {
  id: string;
  what_zh: string;
  what_en: string;
  /** Empty: it belongs to none. */
  objective: string;
  after: string;
  by: string;
  verdict: Verdict;
  at?: string;
}

/** The scenario that is played, as far as it has come. */
export interface Drill {
  scenario: string;
  title_zh: string;
  title_en: string;
  starts_at: string;
  ends_at: string;
  over: boolean;
  players: string[];
  objectives: DrillObjective[];
  /** In order of time. */
  injects: DrillInject[];
  expectations: DrillExpectation[];
}

/** What became of a controller's word. */
export interface Steered {
  became_zh: string;
  became_en: string;
}
