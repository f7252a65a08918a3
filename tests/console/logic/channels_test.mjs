import assert from 'node:assert/strict';
import test from 'node:test';
import { compiled } from './compiled.mjs';

const { channelTime } = await compiled('words/channels.ts');

test('how long a channel takes, and whether that is too long', () => {
  const time = { channel: 'webhook', takes_s: 30, too_late: false };
  assert.equal(channelTime(time).zh, '消息：30 秒发完');
  assert.equal(channelTime(time).en, 'By a message: through in 30 s');
  const slow = { channel: 'call_list', takes_s: 47500, too_late: true };
  assert.match(channelTime(slow).zh, /^打电话：13 小时.*才发得完，赶不上险情/);
  assert.match(channelTime(slow).en, /later than the danger/);
});
