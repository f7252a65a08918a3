// The shapes of the public interface's JSON, as far as the page reads them. Times are RFC 3339;
// every text stands there in both languages, so the language is switched without asking again.

export type LevelWord = 'none' | 'blue' | 'yellow' | 'orange' | 'red';

export interface StandingStation {
  id: string;
  registered: boolean;
  heard: boolean;
  silent: boolean;
  last_received_at?: string;
  latest: StandingValue[];
  /** Fell silent when it mattered. */
  lost?: 'rising' | 'falling' | 'in_rain';
}

export interface StandingValue {
  property: string;
  value: number;
  decimals: number;
  time: string;
  /** QARTOD's: 1 pass, 2 not evaluated, 3 suspect, 4 fail, 9 missing; absent: not judged. */
  flag?: number;
  tests?: string[];
}

export interface StandingVillage {
  area: string;
  rule: string;
  level: LevelWord | 'unknown';
  because_zh?: string;
  because_en?: string;
}

export interface StandingAlarm {
  alarm: string;
  rule: string;
  area: string;
  level: LevelWord;
  raised_at: string;
  changed_at: string;
  reason_zh: string;
  reason_en: string;
}

export interface StandingShelf {
  shelf: string;
  rule: string;
  area: string;
  level: LevelWord;
  until: string;
  shelved_by: string;
  note: string;
  held_back_level: LevelWord;
}

export interface AlarmLoad {
  operators: number;
  last_hour: number;
  last_10_minutes: number;
  most_in_10_minutes: number;
  per_operator_hour: number;
}

export interface StandingIncident {
  incident: string;
  area: string;
  rule: string;
  level: LevelWord;
  alarm_stands: boolean;
}

export interface StandingObligation {
  obligation: string;
  incident: string;
  area: string;
  duty: string;
  level: LevelWord;
  state: string;
  holder: string;
  stand_in: string;
  callee: string;
  rung: number;
  rungs: number;
  round: number;
  channels: string[];
  delivered: boolean;
  wants_headcount: boolean;
  people_at_risk: number;
  people_moved: number;
  answered_by: string;
  done: boolean;
  next_step_at?: string;
  opened_at: string;
  headline_zh: string;
  headline_en: string;
}

export interface Standing {
  next_offset: number;
  plan_version: string;
  clock: string;
  rate: number;
  lane: 'live' | 'exercise';
  stations: StandingStation[];
  villages: StandingVillage[];
  alarms: StandingAlarm[];
  shelves: StandingShelf[];
  alarm_load: AlarmLoad;
  incidents: StandingIncident[];
  obligations: StandingObligation[];
}

export interface Named {
  id: string;
  name_zh: string;
  name_en: string;
}

export interface Plan {
  id: string;
  version: string;
  lane: string;
  utc_offset_s: number;
  name_zh: string;
  name_en: string;
  villages: (Named & { people_at_risk: number })[];
  stations: (Named & { covers: string[] })[];
  rules: { id: string; title_zh: string; title_en: string; levels?: Record<string, string> }[];
  people: { id: string; name: string; phone?: string }[];
  properties: Property[];
}

export interface Property {
  name: string;
  unit: string;
  decimals: number;
  kind: 'state' | 'amount' | 'counter';
  name_zh: string;
  name_en: string;
}

export interface Observations {
  series: { station: string; property: string; times_s: number[]; values: number[] }[];
  complete: boolean;
  next_offset: number;
}

export interface ObservedRow {
  station: string;
  property: string;
  time: string;
  value: number;
  quality?: number;
}

export interface FeedRecord {
  offset: number;
  time: string;
  event: string;
  rows?: number;
  observations?: ObservedRow[];
}

/** One fact; the members beside these depend on its kind (see words/facts.ts). */
export interface Fact {
  offset: number;
  index: number;
  time: string;
  fact: string;
  [member: string]: unknown;
}

export type FeedMessage =
  | { record: FeedRecord; facts: Fact[] }
  | { skipped: { from: number; to: number } }
  | { clock: string; head: number }
  | { error: string };
