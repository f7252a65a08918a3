// A form's command or report on its way. Pressed twice, it counts once: its id is kept until it has
// come through.
import { command, newCommandId, sendReport, type Asked, type Command } from '../server/ask';
import type { Report } from '../server/reports';
import type { Accepted, Receipt } from '../server/shapes';
import type { Text } from '../words/text';

export class Sending {
  busy = $state(false);
  /** What stands in the way, until the next try. */
  trouble = $state.raw<Text | null>(null);
  private pending = { what: '', id: '' };

  /** Null where it did not come through. */
  send(what: Command, token: string): Promise<Receipt | null> {
    return this.bring(what, (id) => command(what, id, token));
  }

  /** Null where it did not come through. */
  report(what: Report, token: string): Promise<Accepted | null> {
    return this.bring(what, (id) => sendReport(what, id, token));
  }

  private async bring<T>(
    what: Command | Report,
    ask: (id: string) => Promise<Asked<T>>
  ): Promise<T | null> {
    const said = JSON.stringify(what);
    if (this.pending.what !== said) this.pending = { what: said, id: newCommandId() };
    this.busy = true;
    const asked = await ask(this.pending.id);
    this.busy = false;
    this.trouble = asked.ok ? null : asked.text;
    // What the engine has answered, be it no, is over: said once more it is said anew.
    if (asked.ok || asked.status === 409) this.pending = { what: '', id: '' };
    if (!asked.ok) return null;
    return asked.value;
  }
}
