// Sentences for exercises: their beginning, what live holds, the stop word, injects and evaluators'
// notes.
import { controlText, ratingText } from './exercise';
import { levelOf } from './levels';
import type { Sentence } from './reading';
import { text } from './text';

export const EXERCISE_SENTENCES: Record<string, Sentence> = {
  drill_began: (f) => {
    const [title, players] = [f.both('title'), f.persons('players')];
    const nobody = text('没有人参演，全部由程序扮演', 'nobody takes part, all are simulated');
    return text(
      `演练开始：${title.zh}（${players.zh ? `参演：${players.zh}` : nobody.zh}）`,
      `The exercise begins: ${title.en} (${players.en ? `players: ${players.en}` : nobody.en})`
    );
  },
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
    const by = f.person('noted_by');
    const steered = controlText(f.str('note'));
    if (steered) return text(`导调：${steered.zh}（${by}）`, `Control: ${steered.en} (${by})`);
    const words = ratingText(f.str('rating'));
    return text(
      `评估记录：${f.str('objective')} ${words.zh} ${f.str('note')}（${by}）`,
      `Evaluator's note: ${f.str('objective')} ${words.en} ${f.str('note')} (${by})`
    );
  }
};
