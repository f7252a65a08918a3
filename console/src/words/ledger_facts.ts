// Sentences for units, supplies, roads and the help of others.
import type { AidState } from '../server/resource_shapes';
import { known, lower, type Reading, type Sentence } from './reading';
import { STOCK_DONE } from './supplies';
import { text, type Text } from './text';
import { AID_STATES, aidText, giverText, skillText } from './units';

const STATES: Record<string, Text> = {
  ready: text('待命', 'is ready'),
  sent: text('已派出', 'is sent'),
  on_the_way: text('出发了', 'is on the way'),
  there: text('到了', 'is there'),
  out: text('不能出动', 'is out of service')
};
const CLOSINGS: Record<string, Text> = {
  done: text('办完了', 'done'),
  incident_closed: text('事件结束', 'the incident is over'),
  command: text('由人结束', 'ended by a person')
};
const MOVES: Record<string, Text> = { ...STOCK_DONE, received: text('收到', 'received') };

const team = (f: Reading): Text => f.names.team(f.str('unit'));
const where = (f: Reading, member = 'area'): Text => f.names.where(f.str(member));

/** "石门村要救援": what a later fact names by its id only. */
function need(f: Reading): Text {
  const [place, skill] = [f.subject('need'), f.subjectAsk('need')];
  if (!place || !skill) return text(`需求 ${f.str('need')}`, `need ${f.str('need')}`);
  const area = f.names.where(place);
  return text(`${area.zh}要${skill.zh}`, `${skill.en} for ${area.en}`);
}

function opened(f: Reading): Text {
  const [area, skill] = [where(f), skillText(f.str('skill'))];
  const [level, task] = [f.level(), f.both('task')];
  const by = f.person('opened_by');
  return text(
    `${by ? `${by} 要队伍` : '要队伍'}：${area.zh}要${skill.zh}（${level.zh}）` +
      `${task.zh && `，${task.zh}`}`,
    `${by ? `${by} asks for a unit` : 'A unit is needed'}: ${skill.en} for ${area.en} ` +
      `(${lower(level.en)})${task.en && `: ${task.en}`}`
  );
}

function closed(f: Reading): Text {
  const [what, why, by] = [need(f), known(CLOSINGS, f.str('reason')), f.person('closed_by')];
  const [unit, note] = [f.str('unit') ? team(f) : text('', ''), f.noteBoth()];
  return text(
    `需求结束（${what.zh}）：${why.zh}${unit.zh && `，${unit.zh}`}${by && `（${by} 记）`}${note.zh}`,
    `A need is over (${what.en}): ${why.en}${unit.en && `, ${unit.en}`}` +
      `${by && ` (recorded by ${by})`}${note.en}`
  );
}

function sent(f: Reading): Text {
  const [unit, area, why] = [team(f), where(f), f.both('reason')];
  const minutes = Math.ceil(f.num('travel_s') / 60);
  const [by, callee] = [f.person('sent_by'), f.person('callee')];
  return text(
    `${by && `${by} `}派 ${unit.zh} 去${area.zh}，约 ${minutes} 分钟${callee && `，叫 ${callee}`}。` +
      why.zh,
    `${by ? `${by} sends` : 'Sent:'} ${unit.en} to ${area.en}, about ${minutes} min` +
      `${callee && `, calling ${callee}`}. ${why.en}`
  );
}

function reported(f: Reading): Text {
  const [unit, state, note] = [team(f), known(STATES, f.str('state')), f.noteBoth()];
  const by = f.person('reported_by');
  const at = f.str('state') === 'on_the_way' || !f.has('at') ? text('', '') : where(f, 'at');
  return text(
    `${unit.zh}${state.zh}${at.zh && `，在${at.zh}`}${by && `（${by} 报）`}${note.zh}`,
    `${unit.en} ${state.en}${at.en && `, at ${at.en}`}${by && ` (told by ${by})`}${note.en}`
  );
}

function unanswered(f: Reading): Text {
  const [unit, who, next] = [team(f), f.person('callee'), f.person('next')];
  return text(
    `${unit.zh}：${who} 没有应答，${next ? `改叫 ${next}` : '改派别的队伍'}`,
    `${unit.en}: ${who} did not answer; ${next ? `calling ${next}` : 'another unit is looked for'}`
  );
}

/** A unit is held as a whole; of a supply a part. */
function what(f: Reading): Text {
  if (!f.has('supply')) return team(f);
  const [supply, quantity] = [f.names.supply(f.str('supply')), f.num('quantity')];
  return text(`${supply.zh} ${quantity}`, `${supply.en}: ${quantity}`);
}

function held(f: Reading): Text {
  const [of, by, why] = [what(f), f.person('held_by'), f.str('for')];
  return text(`${by} 保留 ${of.zh}，留给“${why}”`, `${by} holds ${of.en} for “${why}”`);
}

function released(f: Reading): Text {
  const [of, by] = [what(f), f.person('released_by')];
  return text(`${by} 解除保留：${of.zh}`, `${by} releases the hold of ${of.en}`);
}

function moved(f: Reading): Text {
  const [supply, move] = [f.names.supply(f.str('supply')), known(MOVES, f.str('kind'))];
  const [quantity, left, by] = [f.num('quantity'), f.num('left_in_all'), f.person('moved_by')];
  const to = f.has('to') ? where(f, 'to') : text('', '');
  const note = f.noteBoth();
  return text(
    `${supply.zh}${move.zh} ${quantity}${to.zh && `，发往${to.zh}`}，共剩 ${left}` +
      `${by ? `（${by}）` : '（预案里的数）'}${note.zh}`,
    `${supply.en}: ${move.en} ${quantity}${to.en && `, to ${to.en}`}; left in all: ${left} ` +
      `${by ? `(${by})` : '(as the plan counts)'}${note.en}`
  );
}

function aidAsked(f: Reading): Text {
  const of = aidText({ what: f.str('what'), quantity: f.num('quantity') });
  const [from, by] = [giverText(f.str('of')), f.person('asked_by')];
  const [area, note] = [f.has('area') ? where(f) : text('', ''), f.noteBoth()];
  return text(
    `${by ? `${by} 已向` : '要向'}${from.zh}求援：${of.zh}${area.zh && `，给${area.zh}`}${note.zh}`,
    `${by ? `${by} has asked` : 'To be asked:'} ${from.en}: ${of.en}` +
      `${area.en && `, for ${area.en}`}${note.en}`
  );
}

function aidReported(f: Reading): Text {
  const [of, state] = [f.subjectAsk('aid'), known(AID_STATES, f.str('state') as AidState)];
  const [by, note] = [f.person('reported_by'), f.noteBoth()];
  const id = f.str('aid');
  return text(
    `求援（${of?.zh ?? id}）：${state.zh}${by && `（${by} 报）`}${note.zh}`,
    `Help asked for (${of?.en ?? id}): ${lower(state.en)}${by && ` (told by ${by})`}${note.en}`
  );
}

export const LEDGER_SENTENCES: Record<string, Sentence> = {
  need_opened: opened,
  need_closed: closed,
  need_unmet: (f) => {
    const [area, skill, why] = [where(f), skillText(f.str('skill')), f.both('reason')];
    return text(
      `派不出队伍：${area.zh}要${skill.zh}。${why.zh}`,
      `No unit for ${area.en}, ${skill.en}: ${why.en}`
    );
  },
  unit_sent: sent,
  unit_recalled: (f) =>
    text(
      `撤回 ${team(f).zh}：${f.both('reason').zh}`,
      `Called back: ${team(f).en}: ${f.both('reason').en}`
    ),
  unit_reported: reported,
  unit_unanswered: unanswered,
  resource_held: held,
  hold_released: released,
  stock_moved: moved,
  stock_short: (f) =>
    text(`物资不够：${f.both('reason').zh}`, `Supplies run short: ${f.both('reason').en}`),
  road_closed: (f) => {
    const [road, by, note] = [f.names.road(f.str('road')), f.person('reported_by'), f.noteBoth()];
    const now = f.flag('closed') ? text('路断了', 'Road closed') : text('路通了', 'Road open');
    return text(
      `${now.zh}：${road.zh}（${by} 报）${note.zh}`,
      `${now.en}: ${road.en} (told by ${by})${note.en}`
    );
  },
  aid_asked: aidAsked,
  aid_reported: aidReported
};
