// The four levels of warning: each has a word, a colour (app.css) and a shape of its own, so that
// none is told by colour alone.
import { text, type Text } from './text';

export interface Level {
  rank: number;
  name: Text;
  roman: string;
}

const LEVELS: Record<string, Level> = {
  red: { rank: 4, name: text('红色', 'Red'), roman: 'Ⅰ' },
  orange: { rank: 3, name: text('橙色', 'Orange'), roman: 'Ⅱ' },
  yellow: { rank: 2, name: text('黄色', 'Yellow'), roman: 'Ⅲ' },
  blue: { rank: 1, name: text('蓝色', 'Blue'), roman: 'Ⅳ' },
  none: { rank: 0, name: text('无', 'None'), roman: '' },
  unknown: { rank: -1, name: text('无法判断', "Can't tell"), roman: '?' }
};

/** "Ⅲ级响应": a response has Roman numerals, as a warning has colours. */
export function responseText(word: string): Text {
  const { roman } = levelOf(word);
  return roman ? text(`${roman}级响应`, `response level ${roman}`) : text('无响应', 'no response');
}

export const ALARM_LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;

export function levelOf(word: string): Level {
  return LEVELS[word] ?? LEVELS.unknown!;
}
