// What the feed told: the timeline, and what later facts need of earlier ones.
import type { Fact, StandingObligation } from '../server/shapes';
import { answerText, closingText, isWeighty, type DutyPlace } from '../words/facts';
import type { Text } from '../words/text';

/** Of each of the two kinds, weighty and other, so that many calls never push out an alarm. */
export const TIMELINE_MAX = 300;
/** Obligations whose place, answer and end are remembered. */
const DUTIES_MAX = 2_000;

export interface Told {
  by: string;
  what: Text;
}

export class History {
  private weighty: Fact[] = [];
  private other: Fact[] = [];
  readonly duties = new Map<string, DutyPlace>();
  readonly answers = new Map<string, Told>();
  readonly closings = new Map<string, Text>();

  /** Facts come in order. */
  add(fact: Fact): void {
    const list = isWeighty(fact) ? this.weighty : this.other;
    list.push(fact);
    if (list.length > TIMELINE_MAX) list.shift();
    const obligation = String(fact.obligation ?? '');
    if (fact.fact === 'obligation_opened') {
      const place = { area: String(fact.area), duty: String(fact.duty) };
      keep(this.duties, `${fact.offset}.${fact.index}`, place);
    } else if (fact.fact === 'obligation_answered') {
      const what = answerText(String(fact.kind), Number(fact.people_moved ?? 0));
      keep(this.answers, obligation, { by: String(fact.answered_by), what });
    } else if (fact.fact === 'obligation_closed') {
      keep(this.closings, obligation, closingText(String(fact.reason)));
    }
  }

  /** Obligations that were opened before our history began. */
  learn(obligations: readonly StandingObligation[]): void {
    for (const o of obligations)
      if (!this.duties.has(o.obligation))
        keep(this.duties, o.obligation, { area: o.area, duty: o.duty });
  }

  /** Newest first. */
  timeline(onlyWeighty: boolean): Fact[] {
    const facts = onlyWeighty ? [...this.weighty] : [...this.weighty, ...this.other];
    return facts.sort((a, b) => b.offset - a.offset || b.index - a.index);
  }
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  if (map.size <= DUTIES_MAX) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
