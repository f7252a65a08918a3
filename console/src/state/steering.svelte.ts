// A controller's word on its way: the clock stands, goes on, jumps, or an inject is given now.
import { steer } from '../server/ask';
import { steeredText } from '../words/exercise';
import type { Text } from '../words/text';

export class Steering {
  busy = $state(false);
  /** What stands in the way, until the next try. */
  trouble = $state.raw<Text | null>(null);
  done = $state.raw<Text | null>(null);

  /** True where it came through. */
  async send(word: string, token: string): Promise<boolean> {
    this.busy = true;
    this.done = null;
    const asked = await steer(word, token);
    this.busy = false;
    this.trouble = asked.ok ? null : asked.text;
    if (asked.ok) this.done = steeredText(word);
    return asked.ok;
  }
}
