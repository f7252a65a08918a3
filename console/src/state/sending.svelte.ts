// A form's command on its way. Pressed twice, it counts once: its id is kept until it has come
// through.
import { command, newCommandId, type Command } from '../server/ask';
import type { Receipt } from '../server/shapes';
import type { Text } from '../words/text';

export class Sending {
  busy = $state(false);
  /** What stands in the way, until the next try. */
  trouble = $state.raw<Text | null>(null);
  private pending = { what: '', id: '' };

  /** Null where it did not come through. */
  async send(what: Command, token: string): Promise<Receipt | null> {
    const said = JSON.stringify(what);
    if (this.pending.what !== said) this.pending = { what: said, id: newCommandId() };
    this.busy = true;
    const asked = await command(what, this.pending.id, token);
    this.busy = false;
    this.trouble = asked.ok ? null : asked.text;
    if (!asked.ok) return null;
    this.pending = { what: '', id: '' };
    return asked.value;
  }
}
