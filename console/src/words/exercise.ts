// An exercise in plain words: how its clock goes, how it ended, how what was expected came out, and
// what evaluators make of it.
import type { DrillExpectation, Verdict } from '../server/drill_shapes';
import type { Rating } from '../server/exercise_commands';
import type { Ending } from '../state/exercise';
import { levelOf } from './levels';
import type { Names } from './names';
import { text, type Text } from './text';
import { momentText, spanText } from './times';

export const RATINGS: Record<Rating, Text> = {
  P: text('顺利完成', 'performed without challenges'),
  S: text('有些问题', 'performed with some challenges'),
  M: text('问题很大', 'performed with major challenges'),
  U: text('没能完成', 'unable to be performed')
};
export const RATING_LETTERS = ['P', 'S', 'M', 'U'] as const satisfies readonly Rating[];

/** As the report has them. Each has a sign of its own: none is told by its colour alone. */
export const VERDICTS: Record<Verdict, { sign: string; name: Text }> = {
  open: { sign: '…', name: text('还没到时', 'still open') },
  met: { sign: '✓', name: text('达到', 'met') },
  missed: { sign: '✗', name: text('未达到', 'missed') },
  untold: { sign: '?', name: text('无从判断', "can't tell") }
};
const IN_ORDER = ['met', 'missed', 'untold', 'open'] as const satisfies readonly Verdict[];

/** "S 有些问题"; a rating of a newer engine by its letter. */
export function ratingText(rating: string): Text {
  const words = RATINGS[rating as Rating] ?? text('', '');
  return text(`${rating} ${words.zh}`.trim(), `${rating} ${words.en}`.trim());
}

/** How the clock goes; nothing where it goes as the wall's does. */
export function rateText(rate: number): Text {
  if (rate === 0) return text('时钟已停', 'clock stopped');
  if (rate === 1) return text('', '');
  return text(rate > 1 ? `时钟快 ${rate} 倍` : `时钟按 ${rate} 倍走`, `clock × ${rate}`);
}

/** Before a controller's word, which stands in the log as a note. */
const CONTROL = '导调 / control: ';
const STEERED: Record<string, (rest: string) => Text> = {
  pause: () => text('时钟停下', 'the clock stops'),
  go: () => text('时钟接着走', 'the clock goes on'),
  rate: (rest) => {
    const { zh, en } = rateText(Number(rest));
    return text(zh || '时钟照实时走', en || 'the clock goes in real time');
  },
  jump: (rest) => text(`时钟跳到 ${rest}`, `the clock jumps to ${rest}`),
  inject: (rest) => text(`现在就给情景事件 ${rest}`, `inject ${rest} is given now`)
};

/** What a controller did; undefined for an evaluator's note. */
export function controlText(note: string): Text | undefined {
  if (!note.startsWith(CONTROL)) return undefined;
  return steeredText(note.slice(CONTROL.length));
}

/** What became of "pause", "rate 60"; a word of a newer engine as it is. */
export function steeredText(line: string): Text {
  const [word = '', ...rest] = line.split(' ');
  return STEERED[word]?.(rest.join(' ')) ?? text(line, line);
}

/** "3 条达到，1 条未达到". */
export function tallyText(expectations: readonly DrillExpectation[]): Text {
  const parts = IN_ORDER.map((verdict) => {
    const count = expectations.filter((e) => e.verdict === verdict).length;
    const { name } = VERDICTS[verdict];
    return count === 0 ? text('', '') : text(`${count} 条${name.zh}`, `${count} ${name.en}`);
  }).filter((part) => part.zh !== '');
  return text(parts.map((p) => p.zh).join('，'), parts.map((p) => p.en).join(', '));
}

/** When it came out, or until when it may. */
export function expectedText(one: DrillExpectation, now: number, utcOffsetS: number): Text {
  const at = (time: string): Text => momentText(Date.parse(time), now, utcOffsetS);
  if (one.verdict !== 'open' && one.at !== undefined) return at(one.at);
  const by = at(one.by);
  return text(`${by.zh} 以前`, `by ${by.en}`);
}

/** What is over, in large letters: "演练已中止", and where live is the cause, that. */
export function endedText(ending: Ending): Text {
  if (ending.liveLevel) {
    const level = levelOf(ending.liveLevel).name;
    return text(
      `实战有${level.zh}预警，演练中止！`,
      `A live ${level.en.toLowerCase()} warning: the exercise is over!`
    );
  }
  return ending.ranOut
    ? text('演练已结束', 'The exercise has ended')
    : text('演练已中止', 'The exercise was stopped');
}

/** Why, by whom and when. */
export function endedBecauseText(ending: Ending, names: Names, now: number): Text {
  const at = momentText(ending.at, now, names.utcOffsetS);
  const by = ending.by === '' || ending.ranOut ? '' : names.person(ending.by);
  const [zh, en] = [by ? `${by}，${at.zh}` : at.zh, by ? `${by}, ${at.en}` : at.en];
  const { reason } = ending;
  return text(reason.zh ? `${reason.zh}（${zh}）` : zh, reason.en ? `${reason.en} (${en})` : en);
}

/** Where a jump leads, and what comes with it. */
export function jumpText(target: number, passed: number, now: number, utcOffsetS: number): Text {
  const at = momentText(target, now, utcOffsetS);
  const span = spanText(target - now);
  const more = text(
    passed > 0 ? `，中间 ${passed} 条情景事件会一起给出` : '',
    passed > 0 ? `; ${passed} injects on the way come all at once` : ''
  );
  return text(
    `到 ${at.zh}，往前跳 ${span.zh}${more.zh}；不能再回来`,
    `to ${at.en}, ${span.en} ahead${more.en}; there is no way back`
  );
}
