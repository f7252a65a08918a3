// Whether people can be reached, in plain words.
import type { StandingPerson } from '../server/everyday_shapes';
import type { ContactCount } from '../state/contacts';
import { text, type Text } from './text';
import { momentText, spanText } from './times';

/** The age of a number, by its day. */
export function confirmedText(person: StandingPerson): Text {
  const day = person.confirmed;
  return day === ''
    ? text('没有核对过', 'never confirmed')
    : text(`${day} 核对`, `confirmed ${day}`);
}

export const OLD = text('一年以上没核对', 'not confirmed for a year');

/** How long an answer took: in seconds, while these can be compared. */
export function tookText(seconds: number): Text {
  const s = Math.floor(seconds);
  return s < 600 ? text(`${s} 秒`, `${s} s`) : spanText(s * 1000);
}

/** What came of the last contact test. */
export function testedText(person: StandingPerson, now: number, utcOffsetS: number): Text {
  if (person.waiting) {
    if (person.answer_by === undefined) return text('等答复', 'awaited');
    const by = momentText(Date.parse(person.answer_by), now, utcOffsetS);
    return text(`等答复（${by.zh} 前）`, `to answer by ${by.en}`);
  }
  if (person.tested_at === undefined) return text('没测过', 'never tested');
  const at = momentText(Date.parse(person.tested_at), now, utcOffsetS);
  const took = tookText(person.took_s ?? 0);
  return person.answered
    ? text(`答了，用 ${took.zh}（${at.zh}）`, `answered in ${took.en} (${at.en})`)
    : text(`没答复（${at.zh}）`, `did not answer (${at.en})`);
}

/** How often somebody was called. */
export function callCountText(person: StandingPerson): Text {
  const { calls_last_hour: hour, calls_last_day: day } = person;
  if (day === 0) return text('一天没被叫', 'not called for a day');
  const recent = hour > 0 ? text(`，这小时 ${hour} 次`, `, this hour ${hour}`) : text('', '');
  return text(`一天被叫 ${day} 次${recent.zh}`, `called ${day} in a day${recent.en}`);
}

/** Of everybody, by the last test of each. */
export function contactsText(count: ContactCount): Text {
  const { people, waiting, answered, unreached, untested, old } = count;
  const now = waiting > 0 ? text(`等 ${waiting} 人答复，`, `awaited now: ${waiting}; `) : text('', '');
  return text(
    `共 ${people} 人：${now.zh}上次测试答了 ${answered} 人，没答复 ${unreached} 人，` +
      `没测过 ${untested} 人；${OLD.zh} ${old} 人`,
    `Of ${people}: ${now.en}answered the last test: ${answered}, did not: ${unreached}, ` +
      `never tested: ${untested}; ${OLD.en}: ${old}`
  );
}
