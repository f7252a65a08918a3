// How a person is reached. The engine sends messages by itself; every other way takes a hand: it
// stands on the call board until somebody has tried it.
import type { ChannelTime } from '../server/shapes';
import { tookText } from './contacts';
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

/** How long a channel takes for all who live where the warning goes. */
export function channelTime(time: ChannelTime): Text {
  const [channel, took] = [channelsText([time.channel]), tookText(time.takes_s)];
  return time.too_late
    ? text(
        `${channel.zh}：${took.zh}才发得完，赶不上险情，同时用别的办法`,
        `By ${channel.en}: through after ${took.en}, later than the danger; use another way as well`
      )
    : text(`${channel.zh}：${took.zh}发完`, `By ${channel.en}: through in ${took.en}`);
}
