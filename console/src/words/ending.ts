// How a warning is taken back, in plain words.
import type { Fact, StandingIncident } from '../server/shapes';
import type { Names } from './names';
import { listText, text, type Text } from './text';
import { clockText } from './times';

/** Whose turn it is to end it: of two persons no one may be both. */
export type Turn = 'first' | 'second' | 'own' | 'over';

export function turnOf(incident: StandingIncident, me: string): Turn {
  if (incident.hold_until) return 'over';
  const by = incident.stand_down_proposed_by ?? '';
  if (by === '') return 'first';
  return by === me ? 'own' : 'second';
}

/** Whose alarms stand in it, or which rule it was of. */
export function rulesText(incident: StandingIncident, names: Names): Text {
  const rules = incident.rules ?? [];
  return listText((rules.length > 0 ? rules : [incident.rule]).map(names.rule));
}

/** Other incidents that the same rule has begun: what is false here may be false there. */
export function sameRule(
  incident: StandingIncident,
  all: readonly StandingIncident[]
): StandingIncident[] {
  return all.filter((i) => i.rule === incident.rule && i.incident !== incident.incident);
}

/** Empty where nobody has begun to end it. */
export function endingText(incident: StandingIncident, names: Names): Text {
  if (incident.hold_until) {
    const until = clockText(Date.parse(incident.hold_until), names.utcOffsetS);
    return text(
      `已发解除，观察到 ${until}，其间有险情报告就恢复预警`,
      `All-clear given, on hold until ${until}: a contrary report warns again`
    );
  }
  const by = names.person(incident.stand_down_proposed_by ?? '');
  if (by === '') return text('', '');
  return text(`${by} 提出解除，等另一人复核`, `${by} proposes to end it; a second person is awaited`);
}

/** What people have reported against it since it was proposed: whoever agrees reads it first. */
export function objectionTexts(incident: StandingIncident, names: Names): Text[] {
  return (incident.objections ?? []).map((o) => {
    const [at, who] = [clockText(Date.parse(o.at), names.utcOffsetS), names.person(o.reporter)];
    const said = o.text ? text(o.text, o.text) : names.reportKind(o.kind);
    return text(`${at} ${who} 报告：“${said.zh}”`, `${at} ${who} reports: "${said.en}"`);
  });
}

/** How many have to be told by hand of what was just done, and where they stand; or nothing. */
export function byHandText(facts: readonly Fact[]): Text {
  // The notice and what it is about name the same people.
  const ids = new Set(facts.flatMap((f) => (f.by_hand as string[] | undefined) ?? []));
  if (ids.size === 0) return text('', '');
  return text(
    `。还要打电话或派人告知 ${ids.size} 人，名单在“要人工告知”里`,
    `. To be told by telephone or by somebody: ${ids.size}, listed under "To be told by hand"`
  );
}
