// How a call stands, in plain words.
import type { StandingObligation } from '../server/shapes';
import type { Names } from './names';
import { text, type Text } from './text';

function calling(call: StandingObligation): Text {
  const byHand = call.channels.includes('call_list');
  const sent = call.channels.some((c) => c !== 'call_list');
  const message = call.delivered
    ? text('消息已送到，等答复', 'Message delivered; waiting for an answer')
    : text('消息还没送到', 'Message not delivered yet');
  if (!byHand) return message;
  if (!sent) return text('请打电话', 'Telephone now');
  return text(`请打电话（${message.zh}）`, `Telephone now (${message.en.toLowerCase()})`);
}

export function callState(call: StandingObligation, names: Names): Text {
  if (call.state === 'calling') return calling(call);
  const who = names.person(call.answered_by);
  if (call.state === 'needs_help') {
    const how = calling(call);
    return text(`要支援！${who}说的。${how.zh}`, `Needs help! Says ${who}. ${how.en}`);
  }
  if (call.state === 'acting')
    return text(`${who}已答复，等报人数`, `${who} answered; the headcount is awaited`);
  return text(call.state, call.state);
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
