// Sentences for what persons decide, start and end, and for villages that fall silent.
import { closingText } from './calls';
import { responseText } from './levels';
import { lower, type Reading, type Sentence } from './reading';
import { peopleEn, text, type Text } from './text';

/** Who is asked, and by when. */
function asked(f: Reading): Text {
  const [who, duty] = [f.person('owner'), f.names.duty(f.str('duty'))];
  if (!f.has('decide_by')) return text('预案已事先授权', 'approved in the plan beforehand');
  const by = f.clock('decide_by');
  return text(`${duty.zh} ${who}，${by} 前`, `${who}, ${duty.en}, by ${by}`.replace(/^, /, ''));
}

function passedOn(f: Reading): Text {
  const [from, ask, now] = [f.person('from'), f.ask(), asked(f)];
  const round = f.num('round') + 1;
  const again = round > 1 ? text(`，第 ${round} 轮`, `, round ${round}`) : text('', '');
  return text(
    `${from || '前一位'} 没有决定，转给下一位（${now.zh}${again.zh}）：${ask.zh}`,
    `Not decided by ${from || 'the one before'}, passed on (${now.en}${again.en}): ${ask.en}`
  );
}

function made(f: Reading): Text {
  const [ask, by, recorder] = [f.ask(), f.person('decided_by'), f.person('recorded_by')];
  const note = f.note();
  if (f.str('release') === 'at_once')
    return text(`预案已授权，自动定为“是”：${ask.zh}`, `Yes, approved in the plan: ${ask.en}`);
  if (f.str('release') === 'after_chain')
    return text(
      `没有人决定，按预案定为“是”：${ask.zh}`,
      `Nobody decided; yes, by the plan: ${ask.en}`
    );
  const yes = f.str('yes') === 'true';
  const own = f.str('decided_by') === f.str('recorded_by');
  return text(
    `${by} 决定“${yes ? '是' : '否'}”${own ? '' : `（${recorder} 代记）`}：${ask.zh}${note}`,
    `${by} decided ${yes ? 'yes' : 'no'}${own ? '' : ` (recorded by ${recorder})`}: ` +
      `${ask.en}${note}`
  );
}

function proposed(f: Reading): Text {
  const [by, areas] = [f.person('proposed_by'), f.names.areasOf(f.list('areas'))];
  const [level, people, reason] = [f.level(), f.num('people'), because(f)];
  // Of a village that goes by itself the engine finds the playbook.
  if (!f.has('playbook'))
    return text(
      `${areas.zh}自行撤离（${people} 人，${by} 报）${reason.zh}`,
      `${areas.en}: leaves by itself (${peopleEn(people)}, told by ${by})${reason.en}`
    );
  return text(
    `${by} 提出${level.zh}预警：${areas.zh}，共 ${people} 人${reason.zh}`,
    `${by} wants a warning given, ${lower(level.en)}: ${areas.en}, ${peopleEn(people)}${reason.en}`
  );
}

function because(f: Reading): Text {
  const reason = f.both('reason');
  return text(reason.zh && `，原因：${reason.zh}`, reason.en && `; why: ${reason.en}`);
}

/** Who has to be told by a person, as they were called by one. */
function byHand(f: Reading): Text {
  const people = f.persons('by_hand');
  if (people.zh === '') return people;
  return text(`；还要打电话或派人告诉 ${people.zh}`, `; still to be told by a person: ${people.en}`);
}

function allClear(f: Reading): Text {
  const [area, hold, more] = [f.area(), f.clock('hold_until'), byHand(f)];
  const [first, second] = [f.person('proposed_by'), f.person('agreed_by')];
  const saw = f.persons('observed_by');
  return text(
    `${area.zh}险情解除（${first} 提出，${second} 复核，现场 ${saw.zh} 报平安），` +
      `观察到 ${hold}${more.zh}`,
    `${area.en}: all clear (proposed by ${first}, agreed by ${second}, seen by ${saw.en}), ` +
      `on hold until ${hold}${more.en}`
  );
}

function cutOff(f: Reading): Text {
  const [area, last, people] = [f.area(), f.clock('heard_last'), f.num('people_unknown')];
  const who = f.persons('to_find');
  return text(
    `${area.zh}疑似三断：${last} 之后没有任何消息，${people} 人情况不明，要找 ${who.zh}`,
    `${area.en} is presumed cut off: nothing heard since ${last}, ` +
      `${peopleEn(people)} unknown; to be found: ${who.en}`
  );
}

function response(f: Reading): Text {
  const [now, before] = [responseText(f.str('level')), responseText(f.str('previous_level'))];
  const [county, who, why] = [responseText(f.str('county')), f.person('changed_by'), f.both('reason')];
  return text(
    `${who}：由${before.zh}改为${now.zh}（县里${county.zh}）：${why.zh}`,
    `${who}: from ${before.en} to ${now.en} (the county: ${county.en}): ${why.en}`
  );
}

function joined(f: Reading): Text {
  const [area, rule, level, why] = [f.area(), f.rule(), f.level(), f.both('reason')];
  return text(
    `${area.zh}${rule.zh}也达到${level.zh}，是同一险情，不再重复叫人${why.zh && `：${why.zh}`}`,
    `${area.en}: ${rule.en} warns of the same danger, ${lower(level.en)}; nobody is called ` +
      `twice${why.en && `: ${why.en}`}`
  );
}

export const COMMAND_SENTENCES: Record<string, Sentence> = {
  response_changed: response,
  decision_opened: (f) => {
    const [ask, now] = [f.both('ask'), asked(f)];
    return text(`待决定：${ask.zh}（${now.zh}）`, `To be decided: ${ask.en} (${now.en})`);
  },
  decision_passed_on: passedOn,
  decision_made: made,
  decision_closed: (f) => {
    const [ask, why] = [f.ask(), closingText(f.str('reason'))];
    return text(`不用再决定（${why.zh}）：${ask.zh}`, `No longer to be decided (${why.en}): ${ask.en}`);
  },
  decision_message: (f) => {
    const ask = f.ask();
    return f.str('delivered') === 'true'
      ? text(`请决定的消息已送到：${ask.zh}`, `The request to decide was delivered: ${ask.en}`)
      : text(
          `请决定的消息没有送到（${f.detail().zh}）：${ask.zh}`,
          `The request to decide was not delivered (${f.detail().en}): ${ask.en}`
        );
  },
  warning_proposed: proposed,
  warning_joined: joined,
  step_skipped: (f) => {
    const [area, step, when] = [f.area(), f.str('step'), f.str('when')];
    return text(
      `${area.zh}处置步骤“${step}”这次不用做（条件 ${when} 不成立）`,
      `${area.en}: step ${step} is not called for (${when} does not hold)`
    );
  },
  warning_retracted: (f) => {
    const [area, by, reason, more] = [f.area(), f.person('retracted_by'), because(f), byHand(f)];
    return text(
      `${by} 撤回${area.zh}的预警，是误报${reason.zh}${more.zh}`,
      `${by} took back the warning for ${area.en}: a false alarm${reason.en}${more.en}`
    );
  },
  stand_down_proposed: (f) => {
    const [area, by] = [f.place(), f.person('proposed_by')];
    const note = f.note();
    return text(
      `${by} 提出解除${area.zh}险情，等另一人复核${note}`,
      `${by} proposes the all-clear for ${area.en}; a second person is awaited${note}`
    );
  },
  all_clear_given: allClear,
  all_clear_revoked: (f) =>
    text(
      `${f.area().zh}险情没有过去，解除作废，重新预警`,
      `${f.area().en}: it is NOT over; the all-clear is withdrawn and people are warned again`
    ),
  village_cut_off: cutOff,
  contact_restored: (f) =>
    text(`${f.area().zh}恢复联系`, `${f.area().en} is heard of again`)
};
