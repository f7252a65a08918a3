// How a person is reached. The engine sends messages by itself; every other way takes a hand: it
// stands on the call board until somebody has tried it.
import { listText, text, type Text } from './text';

const CHANNELS: Record<string, Text> = {
  webhook: text('消息', 'a message'),
  call_list: text('打电话', 'telephone'),
  satellite_phone: text('卫星电话', 'satellite phone'),
  radio: text('对讲机', 'radio'),
  loudspeaker: text('大喇叭', 'loudspeaker'),
  knock: text('上门', 'knock on doors'),
  runner: text('派人', 'a runner')
};
const SENT = new Set(['webhook']);

export const isByHand = (channel: string): boolean => !SENT.has(channel);

export function channelsText(channels: readonly string[]): Text {
  return listText(channels.map((channel) => CHANNELS[channel] ?? text(channel, channel)));
}
