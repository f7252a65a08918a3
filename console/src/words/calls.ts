// How a call stands, in plain words.
import type { StandingObligation } from '../server/shapes';
import { channelsText, isByHand } from './channels';
import type { Names } from './names';
import { text, type Text } from './text';
import { clockText } from './times';

const CLOSINGS: Record<string, Text> = {
  answered: text('已答复', 'answered'),
  headcount_complete: text('人数已齐', 'everybody is counted'),
  superseded: text('转入新的预警', 'a newer warning took its place'),
  alarm_cleared: text('警报已解除', 'the alarm was cleared'),
  retracted: text('误报，已撤回', 'a false alarm, taken back'),
  stood_down: text('险情已解除', 'the danger is over'),
  contact_restored: text('已恢复联系', 'contact is back'),
  crowded_out: text('待决定的事项太多', 'too many questions were open')
};

export const closingText = (reason: string): Text => CLOSINGS[reason] ?? text(reason, reason);

/** What to do by hand; nothing where the engine sends by itself. */
function byHand(channels: readonly string[]): Text | null {
  const hand = channels.filter(isByHand);
  if (hand.length === 0) return null;
  if (hand.length === 1 && hand[0] === 'call_list') return text('请打电话', 'Telephone now');
  const ways = channelsText(hand);
  return text(`请用：${ways.zh}`, `Try now: ${ways.en}`);
}

/** What an order, a search or a visit is about; the engine knows a household by its id alone. */
export function aboutText(call: StandingObligation, names: Names): Text {
  const id = call.subject ?? '';
  const { zh, en } = text(call.headline_zh, call.headline_en);
  if (id === '') return text(zh, en);
  const name = names.person(id);
  return text(
    zh.replace(`住户 ${id}`, `住户${name}`),
    en.replace(`household ${id}`, `household ${name}`)
  );
}

function calling(call: StandingObligation): Text {
  const hand = byHand(call.channels);
  const sent = call.channels.some((c) => !isByHand(c));
  const message = call.delivered
    ? text('消息已送到，等答复', 'Message delivered; waiting for an answer')
    : text('消息还没送到', 'Message not delivered yet');
  if (!hand) return message;
  if (!sent) return hand;
  return text(`${hand.zh}（${message.zh}）`, `${hand.en} (${message.en.toLowerCase()})`);
}

/** Under its answer: by when a task is to be done; nothing where no time is set. */
export function doneByText(call: StandingObligation, utcOffsetS: number): Text {
  if (!call.due_at) return text('', '');
  const clock = clockText(Date.parse(call.due_at), utcOffsetS);
  return text(`${clock} 前办完`, `to be done by ${clock}`);
}

export function callsText(calls: number): Text {
  return text(`这小时已被叫 ${calls} 次`, `called ${calls} times this hour`);
}

export function callState(call: StandingObligation, names: Names): Text {
  if (call.state === 'calling')
    return call.rang ? text('响铃了，等人接', 'It rings; waiting for an answer') : calling(call);
  const who = names.person(call.answered_by);
  if (call.state === 'needs_help') {
    const how = calling(call);
    return text(`要支援！${who}说的。${how.zh}`, `Needs help! Says ${who}. ${how.en}`);
  }
  if (call.state === 'answered') {
    const how = calling(call);
    return text(
      `${who}接了，没说对是哪里、什么险情，还在继续叫。${how.zh}`,
      `${who} answered, without saying rightly where it is and what; the calls go on. ${how.en}`
    );
  }
  if (call.state === 'acting' && call.wants_done)
    return text(`${who}收到了，在办，等报“办好了”`, `${who} has it in hand; "done" is awaited`);
  if (call.state === 'acting')
    return text(`${who}已答复，等报人数`, `${who} answered; the headcount is awaited`);
  return text(call.state, call.state);
}

/** Above the buttons that record a call in vain. */
export function inVainText(call: StandingObligation, names: Names): Text {
  const hand = call.channels.filter(isByHand);
  const who = names.person(call.callee);
  if (hand.every((c) => c === 'call_list'))
    return text(`打了 ${who} 的电话，没叫到：`, `Telephoned ${who} in vain:`);
  const ways = channelsText(hand);
  return text(`叫了 ${who}（${ways.zh}），没叫到：`, `Tried ${who} (${ways.en}) in vain:`);
}

/** While one was telephoned, the call has gone on to another. */
export function goneOnText(
  dialled: StandingObligation,
  call: StandingObligation,
  names: Names
): Text {
  const [before, now] = [names.person(dialled.callee), names.person(call.callee)];
  return text(
    `已经改叫 ${now} 了，${before} 没叫到不用再记。`,
    `${now} is being called by now: that ${before} was not reached need not be recorded.`
  );
}

export function stepText(call: StandingObligation): Text {
  const [k, n, round] = [call.rung + 1, call.rungs, call.round + 1];
  const again = round > 1 ? text(`，第 ${round} 轮`, `, round ${round}`) : text('', '');
  return text(`第 ${k} 步，共 ${n} 步${again.zh}`, `step ${k} of ${n}${again.en}`);
}

/** What the engine does when the countdown ends. */
export function nextStep(call: StandingObligation, leftMs: number): Text {
  if (leftMs <= 0) return text('到时了', 'time is up');
  if (call.state === 'acting') return text('后再叫', 'until called again');
  if (call.rung + 1 >= call.rungs) return text('后从头再叫', 'until the next round');
  return text('后叫下一步', 'until the next step');
}
