// What is told of everyday work, and of what has to be told by hand, as far as the page reads it.

/** A correction, an all-clear or a return that hasn't reached everybody yet. */
export interface StandingNotice {
  notice: string;
  area: string;
  /** Who have to know. */
  people: number;
  /** Messages of which nothing is known yet. */
  on_the_way: number;
  /** Whom no message reaches: somebody tells them. */
  by_hand: string[];
  headline_zh: string;
  headline_en: string;
  text_zh: string;
  text_en: string;
  given_at: string;
}

/** Somebody on the roster: whether they can be reached, and how often they are called. */
export interface StandingPerson {
  person: string;
  /** The day on which the number was last known to be right; empty: never. */
  confirmed: string;
  confirmed_long_ago: boolean;
  /** For the answer to the contact test that is running. */
  waiting: boolean;
  /** While it is awaited: by when. */
  answer_by?: string;
  calls_last_hour: number;
  calls_last_day: number;
  /** The last contact test that is over for them; absent: none yet. */
  tested_at?: string;
  answered?: boolean;
  took_s?: number;
}

/** A patrol, a visit or a check that comes again, for one thing. */
export interface StandingRoutine {
  routine: string;
  /** A village, a slope, a school, a household, a shelter; empty: the township. */
  subject: string;
  area: string;
  duty: string;
  holder: string;
  due: boolean;
  title_zh: string;
  title_en: string;
  name_zh: string;
  name_en: string;
  task_zh: string;
  task_en: string;
  /** When it has become due, or will. */
  due_at: string;
  /** That it is due. */
  fact?: string;
  /** The last time; absent: never. */
  done_at?: string;
  done_by?: string;
  note?: string;
  /** Something that somebody must see to. */
  found?: boolean;
}
