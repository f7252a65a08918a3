// A fact's members, read by the type that a sentence needs.
import type { Fact } from '../server/shapes';
import { levelOf } from './levels';
import type { Names } from './names';
import { listText, noteText, text, type Text } from './text';
import { clockText, dayText } from './times';

/** What a duty, a decision or an incident is about: facts that follow name it by its id only. */
export interface Subject {
  area: string;
  duty?: string;
  /** Of a visit or a task: the household or the facility. */
  subject?: string;
  purpose?: string;
  /** Of a decision: what was asked; of a notice: what people are told; of a need: the skill. */
  ask?: Text;
}
export type Subjects = ReadonlyMap<string, Subject>;

export type Sentence = (f: Reading) => Text;

export const known = (table: Record<string, Text>, word: string): Text =>
  table[word] ?? text(word, word);
export const lower = (word: string): string => word.toLowerCase();

export class Reading {
  constructor(
    readonly fact: Fact,
    readonly names: Names,
    private readonly subjects: Subjects
  ) {}

  has = (member: string): boolean => this.str(member) !== '';
  str = (member: string): string => String(this.fact[member] ?? '');
  num = (member: string): number => Number(this.fact[member] ?? 0);
  flag = (member: string): boolean => this.fact[member] === true;
  /** What somebody wrote, behind the sentence. */
  note = (): string => this.str('note') && ` “${this.str('note')}”`;
  noteBoth = (): Text => {
    const { zh, en } = noteText(this.str('note'));
    return text(zh && `：${zh}`, en && `: ${en}`);
  };
  /** Of a message: the engine's own words in both languages, a channel's as they are. */
  detail = (): Text => noteText(this.str('detail'));
  both = (member: string): Text => text(this.str(member + '_zh'), this.str(member + '_en'));
  area = (): Text => this.names.area(this.str('area'));
  rule = (): Text => this.names.rule(this.str('rule'));
  station = (): Text => this.names.station(this.str('station'));
  person = (member: string): string => this.names.person(this.str(member));
  persons = (member: string): Text => this.names.persons(this.list(member));
  level = (member = 'level'): Text => levelOf(this.str(member)).name;
  places = (member: string): Text => listText(this.list(member).map(this.names.place));
  list = (member: string): string[] => (this.fact[member] as string[] | undefined) ?? [];
  /** With the day: a shelf may end tomorrow. */
  moment = (member: string): Text => {
    const day = dayText(Date.parse(this.str(member)), this.names.utcOffsetS);
    const at = this.clock(member);
    return text(`${day.zh} ${at}`, `${day.en} ${at}`);
  };
  clock = (member: string): string =>
    clockText(Date.parse(this.str(member)), this.names.utcOffsetS);

  /** "源头村村主任": whose duty this fact is about. */
  duty(): Text {
    const id = this.str('obligation');
    const place = this.subjects.get(id);
    if (!place) return text(`叫应 ${id}`, `duty ${id}`);
    const area = this.names.area(place.area);
    const { duty: held = '', subject = '', purpose = '' } = place;
    const duty = this.names.dutyAt(held, subject, purpose);
    return text(area.zh + duty.zh, `${area.en} ${duty.en}`);
  }

  /** What was asked. */
  ask(): Text {
    const id = this.str('decision');
    return this.subjects.get(id)?.ask ?? text(`决定 ${id}`, `decision ${id}`);
  }

  /** What people are told: "【更正】源头村预警是误发". */
  notice(): Text {
    const id = this.str('notice');
    return this.subjects.get(id)?.ask ?? text(`通知 ${id}`, `notice ${id}`);
  }

  /** Where that is which a member names by its id; undefined: it isn't known any more. */
  subject = (member: string): string | undefined => this.subjects.get(this.str(member))?.area;
  /** What it is about. */
  subjectAsk = (member: string): Text | undefined => this.subjects.get(this.str(member))?.ask;

  /** Where the incident is. */
  place(): Text {
    const id = this.str('incident');
    const place = this.subjects.get(id);
    return place ? this.names.area(place.area) : text(`事件 ${id} `, `incident ${id}`);
  }
}
