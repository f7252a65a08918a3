// What is told of units and supplies: who can be sent, who is, and what is left.
import type { LevelWord } from './shapes';

/** Sent: called, and hasn't said yet that it goes. Out: can't be sent. */
export type UnitState = 'ready' | 'sent' | 'on_the_way' | 'there' | 'out';

/** A team, a vehicle, a boat, a machine: sent as a whole, to one need at a time. */
export interface StandingUnit {
  id: string;
  name_zh: string;
  name_en: string;
  skills: string[];
  state: UnitState;
  since: string;
  /** Where it is, or set out from. */
  at: string;
  /** That it is sent to; absent: none. */
  need?: string;
  area?: string;
  /** Only while it is under way. */
  arrives_at?: string;
  /** Who was called last. */
  callee: string;
  note: string;
  owner: 'township' | 'volunteers' | 'neighbour' | 'county';
  /** That it is kept by; absent: none. */
  hold?: string;
}

/** One unit that is needed; of three boats there are three of these. */
export interface StandingNeed {
  need: string;
  area: string;
  skill: string;
  level: LevelWord;
  task_zh: string;
  task_en: string;
  /** Whose playbook asks for it; absent: a person does. */
  incident?: string;
  opened_at: string;
  /** Empty: none yet. */
  unit: string;
  there: boolean;
  /** Only while the unit is under way. */
  arrives_at?: string;
  /** Why this unit, or why none. */
  reason_zh: string;
  reason_en: string;
  /** By a person; the ledger leaves it so. */
  chosen: boolean;
  /** Units that a person has ruled out. */
  forbidden: string[];
}

export interface StandingBatch {
  id: string;
  left: number;
  expired: boolean;
  /** A day; absent: never. */
  expires?: string;
  /** 0: it has expired, or does today; absent: it never does. */
  days_left?: number;
}

/** Goods of one kind at one place. */
export interface StandingSupply {
  id: string;
  /** What has the same code can stand for each other. */
  code: string;
  name_zh: string;
  name_en: string;
  home: string;
  /** What is counted, such as 瓶. */
  measure: string;
  minimum: number;
  /** Of all batches that haven't expired. */
  left: number;
  /** Of them. */
  held: number;
  /** By all supplies of this code, were every village told to leave at once. */
  wanted: number;
  /** Less than the minimum is left. */
  low: boolean;
  /** A day; empty: none. */
  next_test: string;
  batches: StandingBatch[];
}

/** A unit, or a part of a supply, that nothing else gets. */
export interface StandingHold {
  hold: string;
  unit?: string;
  supply?: string;
  batch?: string;
  quantity?: number;
  for: string;
  held_by: string;
  since: string;
}

export interface ClosedRoad {
  road: string;
  name_zh: string;
  name_en: string;
  since: string;
  reported_by: string;
  note: string;
}

/** Wanted: somebody has yet to ask. */
export type AidState = 'wanted' | 'asked' | 'promised' | 'refused' | 'arrived' | 'returned';

/** Help of others; over when it is refused or has gone home. */
export interface StandingAid {
  aid: string;
  of: string;
  /** A skill, or the code of a supply. */
  what: string;
  quantity: number;
  area: string;
  state: AidState;
  since: string;
  note: string;
}

/** Supplies on the way to a place. */
export interface StandingShipment {
  shipment: string;
  supply: string;
  batch: string;
  quantity: number;
  to: string;
  sent_by: string;
  since: string;
}
