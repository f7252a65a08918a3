// Sentences for exercises: what live holds, the stop word, injects and evaluators' notes.
import { levelOf } from './levels';
import { known, type Sentence } from './reading';
import { text, type Text } from './text';

/** HSEEP's ratings, in words. */
const RATINGS: Record<string, Text> = {
  P: text('顺利完成', 'performed without challenges'),
  S: text('有些问题', 'performed with some challenges'),
  M: text('问题很大', 'performed with major challenges'),
  U: text('没能完成', 'unable to be performed')
};

export const EXERCISE_SENTENCES: Record<string, Sentence> = {
  live_held: (f) => {
    const units = f.list('units').map((id) => f.names.team(id));
    const zh = units.map((one) => one.zh).join('、') || '没有';
    const en = units.map((one) => one.en).join(', ') || 'none';
    return text(`实战在用的队伍，演练不能用：${zh}`, `Units that live has, and no exercise: ${en}`);
  },
  exercise_stopped: (f) => {
    const [by, reason] = [f.person('stopped_by'), f.both('reason')];
    const level = levelOf(f.str('live_level')).name;
    return by
      ? text(`演练中止（${by}）：${reason.zh}`, `The exercise is over (${by}): ${reason.en}`)
      : text(
          `实战${level.zh}预警，演练中止：${reason.zh}`,
          `A live ${level.en} warning ends the exercise: ${reason.en}`
        );
  },
  inject_given: (f) => {
    const [to, what] = [f.person('person'), f.both('text')];
    return text(
      `导调${to && `给 ${to}`}：${what.zh}（${f.person('given_by')}）`,
      `Inject${to && ` to ${to}`}: ${what.en} (${f.person('given_by')})`
    );
  },
  exercise_noted: (f) => {
    const rating = f.str('rating');
    const words = rating ? known(RATINGS, rating) : text('', '');
    return text(
      `评估记录：${f.str('objective')} ${words.zh} ${f.str('note')}（${f.person('noted_by')}）`,
      `Evaluator's note: ${f.str('objective')} ${words.en} ${f.str('note')} (${f.person('noted_by')})`
    );
  }
};
