// The township's response level and its roles, in plain words.
import type { Receipt, StandingResponse } from '../server/shapes';
import { responseText } from './levels';
import type { Names } from './names';
import { text, type Text } from './text';
import { momentText } from './times';

/** What can be set, from the lowest; ending it stands last. */
export const RESPONSE_LEVELS = ['blue', 'yellow', 'orange', 'red', 'none'] as const;
export type ResponseLevel = (typeof RESPONSE_LEVELS)[number];

export const RESPONSE_NAMES: Record<ResponseLevel, Text> = {
  blue: text('四级 蓝', 'IV blue'),
  yellow: text('三级 黄', 'III yellow'),
  orange: text('二级 橙', 'II orange'),
  red: text('一级 红', 'I red'),
  none: text('终止', 'End it')
};

/** What came of it: the township may stand above what the county has told. */
export function responseSetText(receipt: Receipt, wanted: ResponseLevel, county: boolean): Text {
  const changed = receipt.facts.find((f) => f.fact === 'response_changed');
  const now = responseText(String(changed?.level ?? wanted));
  if (!county) return text(`已记下：镇里${now.zh}`, `Recorded for the township: ${now.en}`);
  const told = responseText(wanted);
  return text(
    `已记下：县里${told.zh}，镇里${now.zh}`,
    `Recorded: the county: ${told.en}; the township: ${now.en}`
  );
}

/** Who switched the roles, and when; nothing where nobody has yet. */
export function rolesSwitchedText(response: StandingResponse, names: Names, now: number): Text {
  if (response.roles_since === undefined) return text('', '');
  const at = momentText(Date.parse(response.roles_since), now, names.utcOffsetS);
  const who = names.person(response.roles_switched_by ?? '');
  return response.emergency_roles
    ? text(`${who} ${at.zh} 转入`, `put in force by ${who}, ${at.en}`)
    : text(`${who} ${at.zh} 转回`, `gone back to by ${who}, ${at.en}`);
}
