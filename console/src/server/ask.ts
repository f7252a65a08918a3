// Questions and commands over HTTP. What fails is an Asked with the reason in both languages.
import type { Text } from '../words/text';
import type { Steered } from './drill_shapes';
import type { EverydayCommand } from './everyday_commands';
import type { ExerciseCommand } from './exercise_commands';
import { EVENT_TYPE, reportEvent, type Report } from './reports';
import type { ResourceCommand } from './resource_commands';
import type { Accepted, LevelWord, Receipt } from './shapes';

export type Asked<T> = { ok: true; value: T } | { ok: false; status: number; text: Text };

/** A server that takes longer is as good as gone. */
const ANSWER_MS_MAX = 10_000;

async function ask<T>(
  path: string,
  token: string,
  init: RequestInit = {},
  type = 'application/json'
): Promise<Asked<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (token) headers.Authorization = 'Bearer ' + token;
  if (init.body) headers['Content-Type'] = type;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_MS_MAX);
  try {
    const response = await fetch(path, { ...init, headers, signal: abort.signal });
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    const problem = await response.json().catch(() => ({}));
    const zh = problem.detail_zh ?? `服务器回答 ${response.status}`;
    const en = problem.detail_en ?? `the server answered ${response.status}`;
    return { ok: false, status: response.status, text: { zh, en } };
  } catch {
    const text = { zh: '连不上服务器，没有送到', en: 'The server cannot be reached; not sent' };
    return { ok: false, status: 0, text };
  } finally {
    clearTimeout(timer);
  }
}

export function get<T>(part: string, token: string): Promise<Asked<T>> {
  return ask<T>('/api/v1/' + part, token);
}

export interface Answer {
  command: 'answer';
  obligation: string;
  kind: 'received' | 'done' | 'moved' | 'need_help';
  people_moved?: number;
  /** Which hazard and place the person has picked, from 1. */
  key?: number;
  /** Whoever records it has heard hazard and place. */
  read_back?: true;
  answered_by: string;
  note?: string;
}

export interface CallAttempt {
  command: 'call_attempt';
  obligation: string;
  /** Where it rang, whether somebody answers is still open. */
  outcome: 'rang' | 'no_answer' | 'busy' | 'unreachable';
  /** Whom they rang; refused where somebody else is being called by now. */
  callee?: string;
}

export interface ShelveAlarm {
  command: 'shelve_alarm';
  rule: string;
  area: string;
  level: string;
  until: string;
  note?: string;
}

export interface UnshelveAlarm {
  command: 'unshelve_alarm';
  rule: string;
  area: string;
}

export interface Decide {
  command: 'decide';
  decision: string;
  yes: boolean;
  decided_by: string;
  note?: string;
}

/** A warning without an alarm; `people`: how many it is meant for. */
export interface Warn {
  command: 'warn';
  playbook: string;
  level: LevelWord;
  areas: string[];
  reason: string;
  people?: number;
}

export interface ApproveWarning {
  command: 'approve_warning';
  proposal: string;
}

/** A village goes by its own decision. */
export interface Leave {
  command: 'leave';
  area: string;
  reason: string;
}

/** Somebody in the field wants a warning given. */
export interface RequestWarning {
  command: 'request_warning';
  area: string;
  level: LevelWord;
  reason: string;
}

/** It was a false alarm. */
export interface Retract {
  command: 'retract';
  incident: string;
  reason: string;
  /** In all villages that the same rule has warned. */
  everywhere?: true;
}

/** The danger is over: the first person proposes, the second agrees. */
export interface StandDown {
  command: 'stand_down';
  incident: string;
  note?: string;
}

/** What was found at a household or a facility; `people`: how many are safe, where not all are. */
export interface CountHousehold {
  command: 'count_household';
  household: string;
  state: 'safe' | 'refused' | 'unreachable';
  people?: number;
  counted_by: string;
  note?: string;
}

/** Those who were moved may go home. */
export interface OrderReturn {
  command: 'order_return';
  area: string;
  note?: string;
}

/** `county`: it is the county's level; else the township's own. */
export interface SetResponse {
  command: 'set_response';
  level: LevelWord;
  reason: string;
  county: boolean;
}

export type Command =
  | Answer
  | CallAttempt
  | ShelveAlarm
  | UnshelveAlarm
  | Decide
  | Warn
  | ApproveWarning
  | Leave
  | RequestWarning
  | Retract
  | StandDown
  | CountHousehold
  | OrderReturn
  | SetResponse
  | EverydayCommand
  | ExerciseCommand
  | ResourceCommand;

/** `id` makes a command that is sent twice count once. */
export function command(what: Command, id: string, token: string): Promise<Asked<Receipt>> {
  const body = JSON.stringify({ ...what, command_id: id });
  return ask('/api/v1/commands', token, { method: 'POST', body });
}

/** `id` makes a report that is sent twice count once. */
export function sendReport(what: Report, id: string, token: string): Promise<Asked<Accepted>> {
  const body = JSON.stringify(reportEvent(what, id));
  return ask('/api/v1/events', token, { method: 'POST', body }, EVENT_TYPE);
}

/** A controller's word: "pause", "go", "rate 60", "jump 22:00", "inject ID". */
export function steer(word: string, token: string): Promise<Asked<Steered>> {
  return ask('/api/v1/drill', token, { method: 'POST', body: JSON.stringify({ steer: word }) });
}

/** Works without https too, where crypto.randomUUID does not. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
