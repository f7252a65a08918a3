// What the feed told: the timeline, and what later facts need of earlier ones.
import type { Fact, Standing } from '../server/shapes';
import { closingText } from '../words/calls';
import { answerText } from '../words/facts';
import type { Subject } from '../words/reading';
import { text, type Text } from '../words/text';
import { aidText, skillText } from '../words/units';
import { isWeighty } from '../words/weight';

/** Of each of the two kinds, weighty and other, so that many calls never push out an alarm. */
export const TIMELINE_MAX = 300;
/** Kept beside, so that many calls never push out what people saw. */
const REPORTS_MAX = 50;
/** Subjects that are remembered; answers and ends of obligations likewise. */
const SUBJECTS_MAX = 4_000;

export interface Told {
  by: string;
  what: Text;
}

export class History {
  private weighty: Fact[] = [];
  private other: Fact[] = [];
  private seen: Fact[] = [];
  readonly subjects = new Map<string, Subject>();
  readonly answers = new Map<string, Told>();
  readonly closings = new Map<string, Text>();

  /** Facts come in order. */
  add(fact: Fact): void {
    const list = isWeighty(fact) ? this.weighty : this.other;
    list.push(fact);
    if (list.length > TIMELINE_MAX) list.shift();
    if (fact.fact === 'report_taken') {
      this.seen.push(fact);
      if (this.seen.length > REPORTS_MAX) this.seen.shift();
    }
    const id = `${fact.offset}.${fact.index}`;
    const obligation = String(fact.obligation ?? '');
    const area = String(fact.area);
    if (fact.fact === 'obligation_opened') {
      const [subject, purpose] = [String(fact.subject ?? ''), String(fact.purpose ?? '')];
      keep(this.subjects, id, { area, duty: String(fact.duty), subject, purpose });
    } else if (fact.fact === 'decision_opened') {
      keep(this.subjects, id, { area, ask: text(String(fact.ask_zh), String(fact.ask_en)) });
    } else if (fact.fact === 'incident_opened') {
      keep(this.subjects, id, { area });
    } else if (fact.fact === 'notice_given') {
      const ask = text(String(fact.headline_zh), String(fact.headline_en));
      keep(this.subjects, id, { area, ask });
    } else if (fact.fact === 'need_opened') {
      keep(this.subjects, id, { area, ask: skillText(String(fact.skill)) });
    } else if (fact.fact === 'aid_asked') {
      const of = { what: String(fact.what), quantity: Number(fact.quantity) };
      keep(this.subjects, id, { area, ask: aidText(of) });
    } else if (fact.fact === 'obligation_answered') {
      const what = answerText(fact);
      keep(this.answers, obligation, { by: String(fact.answered_by), what });
    } else if (fact.fact === 'obligation_closed') {
      keep(this.closings, obligation, closingText(String(fact.reason)));
    }
  }

  /** What was opened before our history began. */
  learn(standing: Standing): void {
    const add = (id: string, subject: Subject): void => {
      if (!this.subjects.has(id)) keep(this.subjects, id, subject);
    };
    for (const i of standing.incidents) add(i.incident, { area: i.area });
    for (const o of standing.obligations)
      add(o.obligation, { area: o.area, duty: o.duty, subject: o.subject, purpose: o.purpose });
    for (const d of standing.decisions)
      add(d.decision, { area: d.area, ask: text(d.ask_zh, d.ask_en) });
    for (const n of standing.needs) add(n.need, { area: n.area, ask: skillText(n.skill) });
    for (const a of standing.aid)
      add(a.aid, { area: a.area, ask: aidText(a, standing.supplies) });
    for (const n of standing.notices)
      add(n.notice, { area: n.area, ask: text(n.headline_zh, n.headline_en) });
  }

  /** Newest first. */
  timeline(onlyWeighty: boolean): Fact[] {
    const facts = onlyWeighty ? [...this.weighty] : [...this.weighty, ...this.other];
    return facts.sort((a, b) => b.offset - a.offset || b.index - a.index);
  }

  /** What people reported, newest first. */
  reports(): Fact[] {
    return [...this.seen].reverse();
  }
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  if (map.size <= SUBJECTS_MAX) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
