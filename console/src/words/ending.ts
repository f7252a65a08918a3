// How a warning is taken back, in plain words.
import type { Fact, StandingIncident } from '../server/shapes';
import type { Names } from './names';
import { text, type Text } from './text';
import { clockText } from './times';

/** Whose turn it is to end it: of two persons no one may be both. */
export type Turn = 'first' | 'second' | 'own' | 'over';

export function turnOf(incident: StandingIncident, me: string): Turn {
  if (incident.hold_until) return 'over';
  const by = incident.stand_down_proposed_by ?? '';
  if (by === '') return 'first';
  return by === me ? 'own' : 'second';
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

/** Who were called by hand, and have to be told by hand again; empty where there is nobody. */
export function byHandText(facts: readonly Fact[], names: Names): Text {
  const ids = facts.flatMap((f) => (f.by_hand as string[] | undefined) ?? []);
  if (ids.length === 0) return text('', '');
  const list = (between: string): string =>
    ids.map((id) => `${names.person(id)} ${names.phone(id)}`.trim()).join(between);
  return text(
    `请再打电话或派人告诉：${list('、')}`,
    `To be told again, by telephone or by somebody: ${list(', ')}`
  );
}
