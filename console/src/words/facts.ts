// Facts in plain words. Each kind of fact has one sentence; a kind of a newer engine is shown by
// its name, never left out.
import type { Fact } from '../server/shapes';
import { closingText } from './calls';
import { channelsText } from './channels';
import { COMMAND_SENTENCES } from './command_facts';
import { EVACUATION_SENTENCES } from './evacuation_facts';
import { EVERYDAY_SENTENCES } from './everyday_facts';
import { EXERCISE_SENTENCES } from './exercise_facts';
import { LEDGER_SENTENCES } from './ledger_facts';
import { levelOf } from './levels';
import type { Names } from './names';
import { NOTICE_SENTENCES } from './notice_facts';
import { known, lower, Reading, type Sentence, type Subjects } from './reading';
import { seenText } from './reports';
import { peopleEn, text, type Text } from './text';
import { spanText } from './times';
import { lossOf, testsText } from './trust';

const KINDS: Record<string, Text> = {
  received: text('收到', 'received'),
  done: text('办好了', 'done'),
  need_help: text('需要支援', 'needs help')
};
const OUTCOMES: Record<string, Text> = {
  rang: text('响铃了', 'it rings'),
  no_answer: text('没人接', 'no answer'),
  busy: text('占线', 'busy'),
  unreachable: text('打不通', 'cannot be reached')
};
const DOUBTS: Record<string, Text> = {
  late: text('来得太晚', 'too late'),
  counter_reset: text('计数归零', 'the counter fell back'),
  implausible: text('超出可能的范围', 'more than can be')
};
const UNSHELVINGS: Record<string, Text> = {
  time_over: text('到时间了', 'its time is over'),
  command: text('取消', 'taken back'),
  exceeded: text('升到了搁置的级别以上', 'it rose above the level that was shelved'),
  rule_gone: text('预案里没有这条警报了', 'the plan has no such alarm any more')
};
/** Calls go by these; any other way is worth a word. */
const USUAL_WAYS = new Set(['webhook', 'call_list']);

/** What an obligation_answered says. */
export function answerText(fact: Fact): Text {
  const moved = Number(fact.people_moved ?? 0);
  if (fact.misunderstood === true)
    return text('接了，没说对是哪里、什么险情', 'answered, without saying rightly where it is and what');
  if (fact.kind === 'moved') return text(`已转移 ${moved} 人`, `${peopleEn(moved)} moved`);
  return known(KINDS, String(fact.kind));
}

function alarm(f: Reading, zh: string, en: string): Text {
  const [area, rule, reason] = [f.area(), f.rule(), f.both('reason')];
  return text(
    `${area.zh}${rule.zh}${zh}${reason.zh ? `：${reason.zh}` : ''}`,
    `${area.en}: ${rule.en} ${en}${reason.en ? `: ${reason.en}` : ''}`
  );
}

function called(f: Reading): Text {
  const [duty, who] = [f.duty(), f.person('callee')];
  const step = `${f.num('rung') + 1}/${f.num('rungs')}`;
  const round = f.num('round') + 1;
  const ways = channelsText(f.list('channels').filter((c) => !USUAL_WAYS.has(c)));
  const [by, via] = ways.zh ? [`，用${ways.zh}`, `, by ${ways.en}`] : ['', ''];
  return text(
    `叫应 ${who}（${duty.zh}，第 ${step} 步${round > 1 ? `，第 ${round} 轮` : ''}${by}）`,
    `Calling ${who} (${duty.en}, step ${step}${round > 1 ? `, round ${round}` : ''}${via})`
  );
}

function answered(f: Reading): Text {
  const [duty, who, by] = [f.duty(), f.person('answered_by'), f.person('recorded_by')];
  const what = answerText(f.fact);
  const note = f.note();
  const own = f.str('answered_by') === f.str('recorded_by');
  return text(
    `${who} 答复：${what.zh}${note}（${duty.zh}${own ? '' : `，${by} 代记`}）`,
    `${who} answered: ${what.en}${note} (${duty.en}${own ? '' : `, recorded by ${by}`})`
  );
}

function clockWrong(f: Reading): Text {
  const ahead = f.num('ahead_s');
  const [station, span] = [f.station(), spanText(Math.abs(ahead) * 1000)];
  return text(
    `${station.zh}时钟${ahead > 0 ? '快' : '慢'} ${span.zh}，改按收到的时间用`,
    `${station.en}: its clock is ${span.en} ${ahead > 0 ? 'fast' : 'slow'}; ` +
      'the time of receipt is used'
  );
}

function doubted(f: Reading): Text {
  const property = f.str('property');
  const [station, name] = [f.station(), f.names.propertyName(property)];
  const value = f.names.amount(property, f.num('value'));
  const why = known(DOUBTS, f.str('reason'));
  return text(
    `${station.zh}${name.zh} ${value.zh} 可疑（${why.zh}），不用来判断`,
    `${station.en}: ${name.en} ${value.en} is doubted (${why.en}) and not judged by`
  );
}

function reading(f: Reading): Text {
  const property = f.str('property');
  const [station, name] = [f.station(), f.names.propertyName(property)];
  const value = f.names.amount(property, f.num('value'));
  return text(`${station.zh}${name.zh} ${value.zh}`, `${station.en}: ${name.en} ${value.en}`);
}

function qualityChanged(f: Reading): Text {
  const [value, tests] = [reading(f), testsText(f.list('tests'))];
  const flag = f.num('flag');
  if (flag === 9) return text(`${value.zh}之后缺测`, `${value.en}, and nothing since`);
  if (flag === 4)
    return text(`${value.zh} 失效（${tests.zh}），不用来判断`, `${value.en} failed (${tests.en})`);
  if (flag === 3)
    return text(`${value.zh} 可疑（${tests.zh}）`, `${value.en} is suspect (${tests.en})`);
  return text(`${value.zh}，读数可信`, `${value.en} is believed`);
}

function stationLost(f: Reading): Text {
  const loss = lossOf(f.str('limb') || 'unknown')!;
  const [value, change] = [reading(f), f.num('change_per_hour').toFixed(2)];
  const unit = f.names.unit(f.str('property'));
  return text(
    `${loss.name.zh}：${value.zh}，每小时变化 ${change} ${unit.zh}；${loss.meaning.zh}`,
    `${loss.name.en}: ${value.en}, change an hour ${change} ${unit.en}; ${loss.meaning.en}`
  );
}

function heldBack(f: Reading): Text {
  const by = f.str('suppressed_by');
  const level = f.level();
  const other = f.names.rule(by);
  return by
    ? alarm(f, `${level.zh}警报没有报（“${other.zh}”已报警）`,
        `alarm, ${lower(level.en)}, held back by that of ${other.en}`)
    : alarm(f, `${level.zh}警报没有报（已搁置）`, `alarm, ${lower(level.en)}, held back: shelved`);
}

function shelved(f: Reading): Text {
  const [area, rule, level] = [f.area(), f.rule(), f.level()];
  const [who, until, note] = [f.person('shelved_by'), f.moment('until'), f.str('note')];
  return text(
    `${who} 把${area.zh}${rule.zh}警报搁置到 ${until.zh}（${level.zh}为止）${note && `：${note}`}`,
    `${who} shelved the alarm of ${area.en}, ${rule.en}, until ${until.en} ` +
      `(up to ${lower(level.en)})${note && `: ${note}`}`
  );
}

function unshelved(f: Reading): Text {
  const [area, rule, who] = [f.area(), f.rule(), f.person('unshelved_by')];
  const why = known(UNSHELVINGS, f.str('reason'));
  return text(
    `${area.zh}${rule.zh}警报不再搁置：${who ? `${who} ` : ''}${why.zh}`,
    `${area.en}: the ${rule.en} alarm is no longer shelved: ${why.en}${who ? ` by ${who}` : ''}`
  );
}

const SENTENCES: Record<string, Sentence> = {
  plan_activated: (f) =>
    text(`预案启用，版本 ${f.str('version')}`, `Plan in force, version ${f.str('version')}`),
  station_seen: (f) =>
    text(
      `预案里没有的测站 ${f.str('station')} 第一次来数`,
      `Station ${f.str('station')}, not in the plan, spoke for the first time`
    ),
  station_silent: (f) =>
    text(
      `${f.station().zh}没有来数了，最后一次 ${f.clock('last_received_at')}`,
      `${f.station().en} has gone silent; last heard ${f.clock('last_received_at')}`
    ),
  station_returned: (f) =>
    text(`${f.station().zh}恢复来数`, `${f.station().en} is heard again`),
  clock_wrong: clockWrong,
  observation_doubted: doubted,
  report_taken: (f) => {
    const seen = seenText(f.fact, f.names);
    const own = ['', f.str('reporter')].includes(f.str('recorded_by'));
    const by = own ? '' : f.person('recorded_by');
    return text(
      `${f.person('reporter')} 报告（${f.area().zh}）：${seen.zh}${by && `（${by} 代记）`}`,
      `${f.person('reporter')} reports (${f.area().en}): ${seen.en}${by && ` (recorded by ${by})`}`
    );
  },
  warning_held: (f) => {
    const title = f.str('headline') || f.str('warns_of');
    return text(
      `外部预警自相矛盾，先按住，问是不是真的：${title}`,
      `A warning of others contradicts itself; it is held, and somebody is asked: ${title}`
    );
  },
  alarm_repeated: (f) =>
    text(
      `${f.area().zh}${f.rule().zh}：又收到一次${f.level().zh}预警，没答应的再问一遍`,
      `${f.area().en}, ${f.rule().en}: warned ${lower(f.level().en)} once more; what was refused is ` +
        'asked again'
    ),
  warning_received: (f) => {
    const title = f.str('headline') || f.str('warns_of');
    if (f.str('status') === 'test' || f.str('status') === 'exercise')
      return text(`收到外部的测试：${title}`, `A test of others: ${title}`);
    return f.str('cancels') === 'true'
      ? text(`外部预警取消：${title}`, `A warning of others is cancelled: ${title}`)
      : text(`收到外部预警：${title}`, `Others warn: ${title}`);
  },
  quality_changed: qualityChanged,
  station_lost: stationLost,
  alarm_held_back: heldBack,
  alarm_shelved: shelved,
  alarm_unshelved: unshelved,
  alarm_raised: (f) => alarm(f, `${f.level().zh}警报`, `alarm, ${lower(f.level().en)}`),
  alarm_changed: (f) => {
    const up = levelOf(f.str('level')).rank > levelOf(f.str('previous_level')).rank;
    const [from, to] = [f.level('previous_level'), f.level()];
    const change = `${lower(from.en)} to ${lower(to.en)}`;
    return alarm(
      f,
      `警报由${from.zh}${up ? '升为' : '降为'}${to.zh}`,
      `alarm ${up ? 'up' : 'down'} from ${change}`
    );
  },
  alarm_cleared: (f) => alarm(f, '警报解除', 'alarm cleared'),
  rule_fired: (f) => alarm(f, '规则成立', 'comes true'),
  incident_opened: (f) =>
    text(`${f.area().zh}${f.rule().zh}：开始处置`, `${f.area().en}: ${f.rule().en} is being handled`),
  incident_closed: (f) => text(`${f.area().zh}：处置结束`, `${f.area().en}: handled and closed`),
  warning_issued: (f) => {
    const [by, agreed] = [f.person('given_by'), f.person('agreed_by')];
    const headline = f.both('headline');
    const second = agreed ? text(`，${agreed} 复核`, `, agreed by ${agreed}`) : text('', '');
    return text(
      `发出预警：${headline.zh}${by ? `（${by} 发${second.zh}）` : ''}`,
      `Warning issued: ${headline.en}${by ? ` (by ${by}${second.en})` : ''}`
    );
  },
  obligation_opened: (f) => {
    const [area, who] = [f.area(), f.person('holder')];
    const duty = f.names.dutyAt(f.str('duty'), f.str('subject'), f.str('purpose'));
    return text(
      `要叫应 ${area.zh}${duty.zh} ${who}`.trim(),
      `To be reached: ${who ? `${who}, ` : ''}${duty.en} of ${area.en}`
    );
  },
  obligation_called: called,
  obligation_delivered: (f) =>
    text(`消息已送到（${f.duty().zh}）`, `Message delivered (${f.duty().en})`),
  obligation_undelivered: (f) =>
    text(
      `消息没有送到（${f.duty().zh}）：${f.detail().zh}`,
      `Message not delivered (${f.duty().en}): ${f.detail().en}`
    ),
  obligation_dialled: (f) => {
    const what = known(OUTCOMES, f.str('outcome'));
    return text(
      `${f.person('dialled_by')} 打了电话：${what.zh}（${f.duty().zh}）`,
      `${f.person('dialled_by')} telephoned: ${what.en} (${f.duty().en})`
    );
  },
  obligation_unanswered: (f) =>
    text(
      `${f.person('callee')} 没有答复（${f.duty().zh}），叫下一步`,
      `${f.person('callee')} did not answer (${f.duty().en}); next step`
    ),
  obligation_answered: answered,
  obligation_reopened: (f) => {
    const count = `${f.num('people_moved')}/${f.num('people_at_risk')}`;
    if (f.num('people_at_risk') === 0)
      return text(
        `到时还没办完（${f.duty().zh}），重新叫应`,
        `Time is up and it is not done (${f.duty().en}); calling again`
      );
    return text(
      `到时人没齐（${f.duty().zh}，已转移 ${count} 人），重新叫应`,
      `Time is up and people are missing (${f.duty().en}, ${count} moved); calling again`
    );
  },
  obligation_closed: (f) => {
    const why = closingText(f.str('reason'));
    return text(`叫应办结（${f.duty().zh}）：${why.zh}`, `Duty done (${f.duty().en}): ${why.en}`);
  },
  command_refused: (f) =>
    text(`操作没有受理：${f.both('reason').zh}`, `Command refused: ${f.both('reason').en}`)
};

const ALL: Record<string, Sentence> = {
  ...SENTENCES,
  ...COMMAND_SENTENCES,
  ...EVACUATION_SENTENCES,
  ...NOTICE_SENTENCES,
  ...EVERYDAY_SENTENCES,
  ...EXERCISE_SENTENCES,
  ...LEDGER_SENTENCES
};

export function factText(fact: Fact, names: Names, subjects: Subjects): Text {
  const kind = fact.fact;
  const sentence = ALL[kind];
  return sentence ? sentence(new Reading(fact, names, subjects)) : text(kind, kind);
}
