// How many alarms people are given, in plain words after EEMUA 191: an operator copes with one in
// ten minutes over the long run, and with no more than ten in ten minutes.
import type { AlarmLoad } from '../server/shapes';
import { peopleEn, text, type Text } from './text';

const PER_HOUR_MAX = 6;
const PER_10_MINUTES_MAX = 10;

export interface LoadWord {
  grade: 'good' | 'much' | 'flood';
  name: Text;
}

export function loadWord(load: AlarmLoad): LoadWord {
  if (load.last_10_minutes > PER_10_MINUTES_MAX)
    return { grade: 'flood', name: text('警报太多，来不及看', 'Alarm flood') };
  if (load.per_operator_hour > PER_HOUR_MAX)
    return { grade: 'much', name: text('太多，容易漏看', 'Too many: some will be overlooked') };
  return { grade: 'good', name: text('可应付', 'Manageable') };
}

/** "2.5", "6": with a decimal only where there is one. */
export function perHourText(load: AlarmLoad): string {
  return String(Math.round(load.per_operator_hour * 10) / 10);
}

export function loadText(load: AlarmLoad): Text {
  const { operators: people, last_hour: hour, last_10_minutes: ten } = load;
  const most = load.most_in_10_minutes;
  const duty =
    people === 0
      ? text('没有排值班员', 'nobody is on the roster')
      : text(`值班 ${people} 人`, `${peopleEn(people)} on duty`);
  return text(
    `${duty.zh}；近 1 小时 ${hour} 条，近 10 分钟 ${ten} 条；24 小时内 10 分钟最多 ${most} 条`,
    `${duty.en}; last hour ${hour}, last 10 min ${ten}; most in 10 min of the last 24 h: ${most}`
  );
}
