// What controllers and evaluators record in an exercise; live refuses all of it.

/** After HSEEP: performed, with some challenges, with major ones, unable to be performed. */
export type Rating = 'P' | 'S' | 'M' | 'U';

/** What an evaluator saw, after the end as well. */
export interface NoteExercise {
  command: 'note_exercise';
  /** Empty: of none in particular. */
  objective: string;
  rating: Rating | '';
  note: string;
  /** The fact that it is about: "812.6". */
  about?: string;
}

/** A controller's word to one person, or with an empty `who` to all. */
export interface GiveInject {
  command: 'give_inject';
  inject: string;
  who: string;
  text: string;
}

/** The stop word: anybody's is enough. */
export interface StopExercise {
  command: 'stop_exercise';
  reason: string;
}

export type ExerciseCommand = NoteExercise | GiveInject | StopExercise;
