// The shapes of the public interface's JSON, as far as the page reads them. Times are RFC 3339;
// every text stands there in both languages, so the language is switched without asking again.
import type { StandingExercise } from './drill_shapes';
import type { StandingNotice, StandingPerson, StandingRoutine } from './everyday_shapes';
import type {
  ClosedRoad,
  StandingAid,
  StandingHold,
  StandingNeed,
  StandingShipment,
  StandingSupply,
  StandingUnit
} from './resource_shapes';

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
  /** Whose alarms stand: several departments may warn of one danger. */
  rules?: string[];
  opened_at: string;
  headline_zh: string;
  headline_en: string;
  /** Of two persons the first one; empty: nobody yet. */
  stand_down_proposed_by?: string;
  /** Only where an all-clear was given: until then a contrary report warns again. */
  hold_until?: string;
  /** Who has reported danger since the stand-down was proposed. */
  objections?: { reporter: string; kind: string; text: string; at: string }[];
}

export interface StandingObligation {
  obligation: string;
  incident: string;
  area: string;
  duty: string;
  level: LevelWord;
  /** Answered: somebody did who hasn't read back hazard and place; the calls go on. */
  state: 'calling' | 'answered' | 'acting' | 'needs_help' | 'done';
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
  /**
   * An order follows a decision's yes; reach: find out what is with a village that is cut off;
   * visit: see to a household or a facility; roll_call: count the people at the shelter again;
   * report: the county must be told; task: a step of the playbook; relay: an officer of the
   * township must know too; spread: another way to reach a village's people.
   */
  purpose?:
    | 'warning'
    | 'order'
    | 'reach'
    | 'visit'
    | 'roll_call'
    | 'report'
    | 'task'
    | 'relay'
    | 'spread';
  decision?: string;
  /** Of a visit or a task: the household or the facility. */
  subject?: string;
  /** Of a task: its id in the playbook. */
  step?: string;
  /** Of a task, by when it is to be done. */
  due_at?: string;
  /** "Received" doesn't end it: it ends when somebody says that it is done. */
  wants_done?: boolean;
  /** It rings at the callee's. */
  rang?: boolean;
  /** "Received" counts only with hazard and place. */
  read_back?: boolean;
  /** What the keys 1, 2 and 3 mean; one of them is right. */
  choices?: { say_zh: string; say_en: string }[];
}

/** A named yes or no. Undecided, it goes down the written delegation by itself. */
export interface StandingDecision {
  decision: string;
  /** None: somebody in the field asks for a warning. */
  incident?: string;
  area: string;
  question: string;
  level: LevelWord;
  ask_zh: string;
  ask_en: string;
  duty: string;
  owner: string;
  /** The owner's message hasn't arrived. */
  to_telephone: boolean;
  /** Somebody in the field asks for a warning: a no needs its reason. */
  is_request: boolean;
  opened_at: string;
  decide_by?: string;
  step: number;
  steps: number;
  made: boolean;
  yes: boolean;
  /** Empty where the plan decided. */
  decided_by: string;
  may_decide: string[];
  /** What is done when the last in line does not decide either. */
  release?: 'never' | 'after_chain' | 'at_once';
}

/** A village presumed cut off: its people count as unknown. */
export interface StandingCutOff {
  fact: string;
  area: string;
  since: string;
  heard_last: string;
  people_unknown: number;
  to_find: string[];
}

/** A household or a facility that is to be moved; or, as VILLAGE/others, people on no list. */
export interface StandingHousehold {
  id: string;
  /** Of a facility and of people on no list; a household is named as people are. */
  name_zh?: string;
  name_en?: string;
  people: number;
  need_help: number;
  helper: string;
  /** Refused: won't go, visited again. Unreachable: nobody opens, somebody looks inside. */
  state: 'unknown' | 'safe' | 'refused' | 'unreachable';
  /** People; where not all of them have come, the state is unknown. */
  safe: number;
  visits: number;
  counted_by: string;
  /** Nothing more is to be done. */
  settled: boolean;
}

export interface StandingEvacuation {
  area: string;
  order: string;
  ordered_at: string;
  by: string;
  organiser: string;
  complete: boolean;
  /** People are said to be missing: it takes two to count more of them as safe. */
  disputed: boolean;
  /** The sum of the next four. */
  people: number;
  safe: number;
  refused: number;
  unreachable: number;
  unknown: number;
  shelters: (Named & { capacity: number })[];
  /** None: only the number that the village's leader tells counts. */
  households: StandingHousehold[];
}

/** Whether people can be moved before the water is there; the reason as it was last looked at. */
export interface StandingTime {
  area: string;
  lead_ends_at: string;
  reach_s: number;
  move_s: number;
  people_left: number;
  enough: boolean;
  /** The road out: people go on foot. */
  road_cut?: boolean;
  reason_zh: string;
  reason_en: string;
}

/** A warning that waits for a second person. */
export interface StandingProposal {
  proposal: string;
  playbook: string;
  level: LevelWord;
  areas: string[];
  reason_zh: string;
  reason_en: string;
  people: number;
  proposed_by: string;
  /** How long each channel takes whose rate the plan names. */
  through: ChannelTime[];
}

export interface ChannelTime {
  channel: string;
  takes_s: number;
  too_late: boolean;
}

/** The township's response level and roles. */
export interface StandingResponse {
  level: LevelWord;
  county: LevelWord;
  emergency_roles?: boolean;
  /** Absent: nobody has switched them yet. */
  roles_since?: string;
  roles_switched_by?: string;
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
  decisions: StandingDecision[];
  cut_off: StandingCutOff[];
  proposals: StandingProposal[];
  evacuations: StandingEvacuation[];
  times: StandingTime[];
  notices: StandingNotice[];
  persons: StandingPerson[];
  routines: StandingRoutine[];
  units: StandingUnit[];
  needs: StandingNeed[];
  supplies: StandingSupply[];
  holds: StandingHold[];
  closed_roads: ClosedRoad[];
  aid: StandingAid[];
  shipments: StandingShipment[];
  /** An engine of before has none. */
  response?: StandingResponse;
  /** Only in the exercise lane. */
  exercise?: StandingExercise;
}

export interface Playbook {
  id: string;
  title_zh: string;
  title_en: string;
  levels: LevelWord[];
}

export interface Named {
  id: string;
  name_zh: string;
  name_en: string;
}

/** A word that some rule asks people's reports for. */
export interface ReportKind {
  kind: string;
  zh: string;
  en: string;
}

export interface Plan {
  id: string;
  version: string;
  lane: string;
  utc_offset_s: number;
  name_zh: string;
  name_en: string;
  villages: (Named & { people_at_risk: number })[];
  stations: (Named & { covers: string[]; report_interval_s?: number })[];
  rules: { id: string; title_zh: string; title_en: string; levels?: Record<string, string> }[];
  /** Absent from an engine that lets nobody warn without an alarm. */
  playbooks?: Playbook[];
  /** Households among them, without a telephone. */
  people: { id: string; name: string; phone?: string }[];
  shelters?: (Named & { capacity: number })[];
  /** Hazard points and facilities; absent from an engine of before, as the roads are. */
  places?: Named[];
  roads?: Named[];
  /** What people can report; absent from an engine of before. */
  report_kinds?: ReportKind[];
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
  /** Where it isn't complete: nothing is left out of what was recorded later than this. */
  complete_from_s?: number;
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

/** What became of a command. */
export interface Receipt {
  offset: number;
  facts: Fact[];
}

/** Of events: one for each; an event that came before is a duplicate, and counts once. */
export interface Accepted {
  accepted: { id: string; offset?: number; duplicate?: true }[];
}

export type FeedMessage =
  | { record: FeedRecord; facts: Fact[] }
  | { skipped: { from: number; to: number } }
  | { clock: string; head: number }
  | { error: string };
