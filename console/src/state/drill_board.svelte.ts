// The exercise's part of the board: the scenario that is played, asked for anew whenever the state
// was; evaluators' notes and the end, as the feed or a receipt told them.
import { get } from '../server/ask';
import type { Drill } from '../server/drill_shapes';
import type { Fact, Standing } from '../server/shapes';
import { controlText } from '../words/exercise';
import { endingOf, withNote, type Ending } from './exercise';
import { Soon } from './soon';

const RETRY_MS = 3_000;

export class DrillBoard {
  /** Null where no scenario is played, and until the first answer. */
  drill = $state.raw<Drill | null>(null);
  /** The log tells of a scenario, and this program does not play it. */
  absent = $state(false);
  notes = $state.raw<readonly Fact[]>([]);
  private stopped = $state.raw<Fact | null>(null);
  private readonly refresh: Soon;

  constructor(private readonly token: string) {
    this.refresh = new Soon(() => this.ask(), RETRY_MS);
  }

  /** The state was asked for: the scenario may have gone on as well. */
  follow(standing: Standing): void {
    if (standing.exercise?.scenario) this.refresh.within(0);
  }

  hear(fact: Fact): void {
    const steered = controlText(String(fact.note ?? '')) !== undefined;
    if (fact.fact === 'exercise_noted' && !steered) this.notes = withNote(this.notes, fact);
    if (fact.fact === 'exercise_stopped') this.stopped = fact;
  }

  /** Null while it goes on. */
  ending(standing: Standing): Ending | null {
    return endingOf(standing.exercise, this.stopped, this.drill);
  }

  private async ask(): Promise<boolean> {
    const asked = await get<Drill>('drill', this.token);
    if (asked.ok) this.drill = asked.value;
    this.absent = !asked.ok && asked.status === 404;
    return asked.ok || this.absent;
  }
}
