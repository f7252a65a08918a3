// How far a notice has come, in plain words.
import type { StandingNotice } from '../server/everyday_shapes';
import { toldCount } from '../state/notices';
import { text, type Text } from './text';

/** "已告知 3 / 12 人，消息在路上 4 人，要人工告知 5 人". */
export function toldText(notice: StandingNotice): Text {
  const { people, on_the_way: way, by_hand } = notice;
  const hand = by_hand.length;
  const parts = [
    text(`已告知 ${toldCount(notice)} / ${people} 人`, `Told ${toldCount(notice)} of ${people}`),
    way > 0 ? text(`，消息在路上 ${way} 条`, `, messages under way: ${way}`) : text('', ''),
    hand > 0 ? text(`，要人工告知 ${hand} 人`, `, to be told by hand: ${hand}`) : text('', '')
  ];
  return text(parts.map((p) => p.zh).join(''), parts.map((p) => p.en).join(''));
}
