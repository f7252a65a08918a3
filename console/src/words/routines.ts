// Everyday work in plain words.
import type { StandingRoutine } from '../server/everyday_shapes';
import type { Names } from './names';
import { text, type Text } from './text';
import { momentText, spanText } from './times';

/** "7月20日 08:00 到期，已过 3 小时". */
export function dueText(routine: StandingRoutine, now: number, utcOffsetS: number): Text {
  const ms = Date.parse(routine.due_at);
  const at = momentText(ms, now, utcOffsetS);
  if (!routine.due) return text(`${at.zh} 到期`, `due ${at.en}`);
  const late = spanText(now - ms);
  return text(`${at.zh} 到期，已过 ${late.zh}`, `due since ${at.en} (${late.en})`);
}

/** What came of it the last time. */
export function lastDoneText(routine: StandingRoutine, names: Names, now: number): Text {
  if (!routine.done_at) return text('还没做过', 'never done yet');
  const at = momentText(Date.parse(routine.done_at), now, names.utcOffsetS);
  const [who, note] = [names.person(routine.done_by ?? ''), routine.note ?? ''];
  return text(
    `上次 ${at.zh}，${who}${note && `：${note}`}`,
    `last done ${at.en} by ${who}${note && `: ${note}`}`
  );
}

/** What it is for, where its name doesn't say whom: a household is named by its number. */
export function whoIsThere(routine: StandingRoutine, names: Names): string {
  return names.person(routine.subject) === routine.subject ? '' : routine.subject;
}
