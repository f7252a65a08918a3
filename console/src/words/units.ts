// Units, what they can do and what is asked of others, in plain words.
import type {
  AidState,
  StandingAid,
  StandingHold,
  StandingNeed,
  StandingSupply,
  StandingUnit
} from '../server/resource_shapes';
import type { Receipt } from '../server/shapes';
import { groupOf, type UnitGroup, type UnitWord } from '../state/units';
import type { Names } from './names';
import { known } from './reading';
import { listText, noteText, text, type Text } from './text';
import { agoText } from './times';

/** Plans have their own words too: those stay as they are. */
const SKILLS: Record<string, Text> = {
  rescue: text('救援', 'rescue'),
  boat: text('船', 'boat'),
  carry: text('抬人', 'carrying people'),
  medic: text('医护', 'medics'),
  bus: text('客车', 'bus'),
  clear_road: text('疏通道路', 'clearing roads'),
  lookout: text('瞭望', 'lookout'),
  power: text('供电', 'power'),
  pump: text('抽水', 'pumping'),
  radio: text('通信', 'radio')
};

export const skillText = (skill: string): Text => known(SKILLS, skill);

export const GROUP_NAMES: Record<UnitGroup, Text> = {
  there: text('在现场', 'There'),
  under_way: text('已派出', 'Sent'),
  held: text('已保留', 'Held'),
  ready: text('待命', 'Ready'),
  out: text('不能出动', 'Out of service')
};

/** What a unit says by telephone. */
export const UNIT_WORDS: Record<UnitWord, Text> = {
  on_the_way: text('出发了', 'They go'),
  there: text('到了', 'They are there'),
  done: text('办完了', 'It is done'),
  out: text('不能出动', "Can't go"),
  ready: text('可以出动', 'Can go'),
  elsewhere: text('换了地方', 'Is elsewhere')
};

export const OWNERS: Record<string, Text> = {
  volunteers: text('志愿者', 'volunteers'),
  neighbour: text('邻镇，求援才来', 'a neighbour: comes when asked for'),
  county: text('县里，求援才来', 'the county: comes when asked for')
};

/** To the full minute, as those who wait are told. */
export function arrivesText(leftMs: number): Text {
  const minutes = Math.ceil(leftMs / 60_000);
  return minutes > 0
    ? text(`还有 ${minutes} 分钟到`, `there in ${minutes} min`)
    : text('该到了，没报到', 'should be there by now');
}

/** Where a need stands, in a word or two. */
export function needStateText(
  need: StandingNeed,
  unit: StandingUnit | undefined,
  now: number
): Text {
  if (need.unit === '') return text('没有队伍能去', 'No unit can come');
  if (need.there) return text('到了', 'There');
  const arrives = arrivesText(Date.parse(need.arrives_at ?? '') - now);
  return unit?.state === 'sent' ? text(`叫了，${arrives.zh}`, `called, ${arrives.en}`) : arrives;
}

/** The reason behind the unit's name, with which the ledger's own reasons begin. */
export function whyText(need: StandingNeed, unit: Text): Text {
  const { reason_zh: zh, reason_en: en } = need;
  if (need.unit === '') return text(zh, en);
  return text(
    zh.startsWith(unit.zh) ? zh.slice(unit.zh.length) : `：${zh}`,
    en.startsWith(unit.en) ? en.slice(unit.en.length) : `: ${en}`
  );
}

export function needsText(needs: number, unmet: number): Text {
  if (needs === 0) return text('现在没有', 'none now');
  const more = unmet > 0 ? text(`，${unmet} 项没有队伍`, `, without a unit: ${unmet}`) : text('', '');
  return text(`${needs} 项${more.zh}`, `${needs}${more.en}`);
}

/** What a unit does now. */
export function doesText(
  unit: StandingUnit,
  hold: StandingHold | undefined,
  names: Names,
  now: number
): Text {
  const ago = agoText(now - Date.parse(unit.since));
  const [at, to] = [names.where(unit.at), names.where(unit.area ?? '')];
  const note = noteText(unit.note);
  const arrives = arrivesText(Date.parse(unit.arrives_at ?? '') - now);
  switch (groupOf(unit)) {
    case 'there':
      return text(`在${at.zh}，${ago.zh}到的`, `at ${at.en}, came ${ago.en}`);
    case 'under_way':
      return unit.state === 'sent'
        ? text(
            `${ago.zh}派往${to.zh}，${note.zh || '等回话'}；${arrives.zh}`,
            `sent to ${to.en} ${ago.en}, ${note.en || 'no word yet'}; ${arrives.en}`
          )
        : text(`去${to.zh}，${arrives.zh}`, `on the way to ${to.en}, ${arrives.en}`);
    case 'held': {
      const by = names.person(hold?.held_by ?? '');
      const what = hold?.for ?? '';
      return text(
        `留给“${what}”${by && `（${by}）`}，在${at.zh}`,
        `held for “${what}”${by && ` (by ${by})`}, at ${at.en}`
      );
    }
    case 'ready':
      return text(`在${at.zh}`, `at ${at.en}`);
    default:
      return text(
        `${note.zh ? `${note.zh}，` : ''}在${at.zh}`,
        `${note.en ? `${note.en}; ` : ''}at ${at.en}`
      );
  }
}

export const AID_STATES: Record<AidState, Text> = {
  wanted: text('还没人去要', 'Nobody has asked yet'),
  asked: text('要了，等答复', 'Asked; waiting for an answer'),
  promised: text('答应了，没到', 'Promised; not there yet'),
  refused: text('没答应', 'Refused'),
  arrived: text('到了', 'Arrived'),
  returned: text('回去了', 'Gone home')
};

/** The buttons that say what came of it. */
export const AID_WORDS: Record<AidState, Text> = {
  ...AID_STATES,
  asked: text('已经要了', 'Asked now'),
  promised: text('答应了', 'Promised')
};

const GIVERS: Record<string, Text> = {
  county: text('县里', 'the county'),
  neighbour: text('邻镇', 'a neighbour'),
  volunteers: text('志愿者', 'volunteers')
};
export const giverText = (of: string): Text => known(GIVERS, of);

/** "救援 × 2"; of supplies by the name of what has that code. */
export function aidText(
  { what: code, quantity }: Pick<StandingAid, 'what' | 'quantity'>,
  supplies: readonly StandingSupply[] = []
): Text {
  const supply = supplies.find((s) => s.code === code);
  const what = supply ? text(supply.name_zh, supply.name_en || supply.name_zh) : skillText(code);
  return text(`${what.zh} × ${quantity}`, `${what.en} × ${quantity}`);
}

/** What came of asking: who is sent, and how many needs have nobody. */
export function askedText(
  receipt: Receipt,
  asked: { area: string; skill: string; units: number },
  names: Names
): Text {
  const opened = receipt.facts
    .filter((f) => f.fact === 'need_opened')
    .map((f) => `${f.offset}.${f.index}`);
  const sent = receipt.facts
    .filter((f) => f.fact === 'unit_sent' && opened.includes(String(f.need)))
    .map((f) => names.team(String(f.unit)));
  const [area, skill, teams] = [names.where(asked.area), skillText(asked.skill), listText(sent)];
  const none = asked.units - sent.length;
  const what = text(
    `${area.zh}要${skill.zh} ${asked.units} 支`,
    `${skill.en} for ${area.en}: ${asked.units}`
  );
  const goes = sent.length > 0 ? text(`，派了 ${teams.zh}`, `; sent: ${teams.en}`) : text('', '');
  const lacks =
    none > 0 ? text(`，还有 ${none} 支派不出`, `; without a unit: ${none}`) : text('', '');
  return text(
    `已记下：${what.zh}${goes.zh}${lacks.zh}`,
    `Recorded: ${what.en}${goes.en}${lacks.en}`
  );
}
