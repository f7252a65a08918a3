// Decisions in plain words.
import type { StandingDecision } from '../server/shapes';
import type { Names } from './names';
import { text, type Text } from './text';

export const YES = text('是', 'Yes');
export const NO = text('否', 'No');

/** When the last in line does not decide. */
const LAST: Record<string, Text> = {
  never: text('后从头再问', 'until it is asked again from the start'),
  after_chain: text('后按“是”放行', 'until it is released as yes')
};
const RELEASES: Record<string, Text> = {
  never: text('都没决定：从头再问', 'if nobody decides: asked again from the start'),
  after_chain: text('都没决定：按“是”放行', 'if nobody decides: released as yes'),
  at_once: text('预案已授权：按“是”放行', 'approved in the plan: released as yes')
};

export function chainText(decision: StandingDecision): Text {
  const [k, n] = [decision.step + 1, decision.steps];
  return text(`第 ${k} 步，共 ${n} 步`, `step ${k} of ${n}`);
}

/** What the engine does when the countdown ends. */
export function undecidedText(decision: StandingDecision, leftMs: number): Text {
  if (leftMs <= 0) return text('到时了', 'time is up');
  if (decision.step + 1 < decision.steps)
    return text('后转给下一位', 'until the next in line is asked');
  return LAST[decision.release ?? ''] ?? text('后按预案办', 'until the plan goes on');
}

/** What comes when nobody in line decides; nothing where the engine does not tell. */
export function releaseText(decision: StandingDecision): Text {
  return RELEASES[decision.release ?? ''] ?? text('', '');
}

/** How a decision came out. The plan only ever says yes: a no of nobody was never decided. */
export function outcomeText(decision: StandingDecision, names: Names): Text {
  const by = names.person(decision.decided_by);
  if (decision.yes)
    return by === ''
      ? text('是（按预案自动放行）', 'Yes, by the plan')
      : text(`是，${by} 决定`, `Yes, by ${by}`);
  return by === ''
    ? text('没有决定就结束了', 'Ended undecided')
    : text(`否，${by} 决定`, `No, by ${by}`);
}

/** Who may decide by now, the one who is asked first. */
export function deciders(decision: StandingDecision): string[] {
  const { owner, may_decide: may } = decision;
  return may.includes(owner) ? [owner, ...may.filter((id) => id !== owner)] : [...may];
}
