// Evacuations in plain words.
import type { StandingEvacuation, StandingHousehold, StandingTime } from '../server/shapes';
import { isShort, timeLeftMs } from '../state/evacuations';
import { listText, text, type Text } from './text';
import { countdownText, momentText, spanText } from './times';

/** What is found at a household. */
export const FOUND = {
  safe: text('到了', 'Safe'),
  refused: text('不走', "Won't go"),
  unreachable: text('找不到人', 'Not found')
} as const;
export type Found = keyof typeof FOUND;

/** How it stands with a household, and what is still to be done there. */
export function householdText(household: StandingHousehold): Text {
  const { people, safe, settled, state, visits } = household;
  if (state === 'safe') return text(`到了 ${safe} 人`, `${safe} safe`);
  if (state === 'unknown')
    return safe > 0
      ? text(`到了 ${safe} 人，还差 ${people - safe} 人`, `${safe} safe, ${people - safe} missing`)
      : text('情况不明', 'Unknown');
  const next = {
    refused: text('要再上门劝一次', 'to be visited again'),
    unreachable: text('要进门看', 'somebody has to look inside')
  }[state];
  const tried = text(`上门 ${visits} 次`, visits === 1 ? 'visited once' : `visited ${visits} times`);
  const [found, more] = [FOUND[state], settled ? tried : next];
  return text(`${found.zh}，${more.zh}`, `${found.en}, ${more.en}`);
}

/** Under the countdown to the deadline. */
export function deadlineText(leftMs: number, clock: string): Text {
  if (leftMs > 0)
    return text(`后到时限（${clock} 前转移完）`, `until the deadline (${clock})`);
  const late = spanText(-leftMs);
  return text(`过了时限 ${late.zh}（${clock}）`, `past the deadline (${clock}) by ${late.en}`);
}

/** Why nobody may go home yet (see returnFrom). */
export function noReturnText(from: number, now: number, utcOffsetS: number): Text {
  if (from === Infinity)
    return text('险情未解除，不能返回', 'No all-clear yet: nobody may return');
  const until = momentText(from, now, utcOffsetS);
  return text(
    `观察期到 ${until.zh}，还不能返回`,
    `On hold until ${until.en}: nobody may return yet`
  );
}

/** "余 23:10" or "差 12:30"; nothing where it isn't enough for another reason than the clock's. */
export function timeLeftText(time: StandingTime, now: number): Text {
  const left = timeLeftMs(time, now);
  const span = countdownText(Math.abs(left));
  if (left >= 0 && isShort(time, now)) return text('', '');
  return left < 0 ? text(`差 ${span}`, `${span} short`) : text(`余 ${span}`, `${span} to spare`);
}

export function enoughText(time: StandingTime, now: number): Text {
  return isShort(time, now)
    ? text('时间不够，现在就改预案', 'Not enough time: change the plan now')
    : text('来水前来得及转移', 'Time enough before the water is there');
}

/** "源头小学（可容 60 人）"; nothing where the plan names no shelter of its own. */
export function sheltersText(shelters: StandingEvacuation['shelters']): Text {
  return listText(
    shelters.map(({ name_zh: zh, name_en, capacity }) => {
      const en = name_en || zh;
      return capacity > 0
        ? text(`${zh}（可容 ${capacity} 人）`, `${en} (holds ${capacity})`)
        : text(zh, en);
    })
  );
}

/** Not everybody finds room. */
export function isCramped({ people, shelters }: StandingEvacuation): boolean {
  if (shelters.length === 0 || shelters.some((shelter) => shelter.capacity <= 0)) return false;
  return shelters.reduce((sum, shelter) => sum + shelter.capacity, 0) < people;
}

/** People on no list stand there as VILLAGE/others. */
const isOthers = (household: StandingHousehold): boolean => household.id.endsWith('/others');

/** How many households there are still to see to, and whether everybody else was looked for. */
export function openHouseholdsText(households: readonly StandingHousehold[]): Text {
  const unsettled = households.filter((household) => !household.settled);
  const open = unsettled.filter((household) => !isOthers(household)).length;
  const all = households.filter((household) => !isOthers(household)).length;
  const more = unsettled.some(isOthers)
    ? text('，名册以外的人没了结', '; people on no list still open')
    : text('', '');
  return open === 0
    ? text(`各户（${all} 户都清点了${more.zh}）`, `Households (all ${all} accounted for${more.en})`)
    : text(
        `各户（${all} 户，还有 ${open} 户没了结${more.zh}）`,
        `Households (${open} of ${all} still open${more.en})`
      );
}
