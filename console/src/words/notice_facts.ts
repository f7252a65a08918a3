// Sentences for what everybody who was called is told afterwards, until it has reached each.
import type { Reading, Sentence } from './reading';
import { text, type Text } from './text';
import { spanText } from './times';

function given(f: Reading): Text {
  const [what, sent] = [f.both('headline'), f.list('told').length];
  const [hands, count] = [f.persons('by_hand'), f.list('by_hand').length];
  const more =
    count > 0
      ? text(`，要人工告知 ${count} 人：${hands.zh}`, `, to be told by hand, ${count}: ${hands.en}`)
      : text('', '');
  return text(
    `通知叫过的人：${what.zh}（发消息 ${sent} 人${more.zh}）`,
    `All who were called are told: ${what.en} (messages to ${sent}${more.en})`
  );
}

function reported(f: Reading): Text {
  const [what, who, by] = [f.notice(), f.person('person'), f.person('told_by')];
  const detail = f.str('detail');
  if (by !== '')
    return text(
      `${by} 已告知 ${who}：${what.zh}${detail && ` “${detail}”`}`,
      `${by} has told ${who}: ${what.en}${detail && ` “${detail}”`}`
    );
  if (f.flag('delivered'))
    return text(`已送到 ${who}：${what.zh}`, `Delivered to ${who}: ${what.en}`);
  const why = detail && `（${detail}）`;
  return text(
    `没有送到 ${who}${why}，要人工告知：${what.zh}`,
    `Not delivered to ${who}${detail && ` (${detail})`}, to be told by hand: ${what.en}`
  );
}

function complete(f: Reading): Text {
  const [what, people, took] = [f.notice(), f.num('people'), spanText(f.num('took_s') * 1000)];
  return text(
    `${people} 人都告知到了，用了 ${took.zh}：${what.zh}`,
    `Everybody knows (people: ${people}), in ${took.en}: ${what.en}`
  );
}

export const NOTICE_SENTENCES: Record<string, Sentence> = {
  notice_given: given,
  notice_reported: reported,
  notice_complete: complete
};
