// Everything that the page shows, kept up to date: the state and the plan are asked for, the
// observations and facts follow the feed. One board lives as long as the page.
import { get, type Asked } from '../server/ask';
import { browserWorld, Feed, SILENCE_MS_MAX } from '../server/feed';
import type { Fact, FeedMessage, FeedRecord, Plan, Standing } from '../server/shapes';
import { factText } from '../words/facts';
import { Names } from '../words/names';
import { text, type Text } from '../words/text';
import { isAloud } from '../words/weight';
import { EngineClock } from './clock';
import { restlessCounter } from './counter';
import { DrillBoard } from './drill_board.svelte';
import { learnFacilities } from './evacuations';
import { History } from './history';
import { Observed } from './observed';
import { learnPlaces, learnResources } from './places';
import { learnTasks } from './routines';
import { Soon } from './soon';
import { whole, type ToldStanding } from './standing';

/** Records before now that the timeline begins with: half a day of a township's stations. */
const HISTORY_RECORDS = 2_000;
const TICK_MS = 500;
const AFTER_FACTS_MS = 1_000;
const AFTER_OBSERVATIONS_MS = 3_000;

export class Board {
  standing = $state.raw<Standing | null>(null);
  names = $state.raw<Names | null>(null);
  plan = $state.raw<Plan | null>(null);
  /** Why there is nothing to show. */
  trouble = $state.raw<Text | null>(null);
  /** The engine's time. */
  now = $state(0);
  stale = $state(false);
  /** Why the engine can't tell what happens, in its words; empty where it can. */
  feedTrouble = $state('');
  /** Seconds by the wall since the engine was last heard. */
  silentS = $state(0);
  /** Counts what came, so that what is drawn from `history` and `observed` is drawn again. */
  factsSeen = $state(0);
  pointsSeen = $state(0);
  announcement = $state.raw<Text | null>(null);

  readonly history = new History();
  readonly observed: Observed;
  readonly exercise: DrillBoard;
  private readonly facilities = new Map<string, Text>();
  private readonly tasks = new Map<string, Text>();
  private readonly resources = new Map<string, Text>();
  private readonly counter = restlessCounter();
  private readonly clock = new EngineClock(this.counter);
  private readonly refresh: Soon;
  private readonly reload: Soon;
  private feed: Feed | null = null;
  private pointsDrawn = 0;
  private factsDrawn = 0;
  private newFrom = 0;
  private heardNow = 0;

  constructor(readonly token: string) {
    this.observed = new Observed();
    this.exercise = new DrillBoard(token);
    this.refresh = new Soon(() => this.askState(), 2_000);
    this.reload = new Soon(() => this.askObservations(), 5_000);
    // The charts may come later, or never: nothing else waits for them.
    this.reload.within(0);
    void this.begin();
  }

  async begin(): Promise<void> {
    if (!(await this.askState())) {
      setTimeout(() => void this.begin(), 3_000);
      return;
    }
    this.newFrom = this.standing!.next_offset;
    this.heardNow = this.clock.now();
    const after = Math.max(-1, this.newFrom - 1 - HISTORY_RECORDS);
    const world = browserWorld(this.token, this.counter);
    this.feed = new Feed(world, after, (message) => this.take(message));
    setInterval(() => this.tick(), TICK_MS);
    document.addEventListener('visibilitychange', () => this.tick());
    this.tick();
  }

  /** Shows what was just done without waiting for the feed. */
  refreshNow(): void {
    this.refresh.within(0);
  }

  private async askState(): Promise<boolean> {
    const state = await get<ToldStanding>('state', this.token);
    if (!state.ok) return this.failed(state);
    if (this.plan?.version !== state.value.plan_version || !this.plan) {
      const plan = await get<Plan>('plan', this.token);
      if (!plan.ok) return this.failed(plan);
      this.plan = plan.value;
      this.names = null;
    }
    this.trouble = null;
    const steered = this.standing?.rate !== state.value.rate;
    this.clock.setRate(state.value.rate);
    if (steered) this.clock.set(Date.parse(state.value.clock));
    const standing = whole(state.value);
    const learned = [
      learnFacilities(standing, this.facilities),
      learnPlaces(this.plan, standing, this.facilities),
      learnTasks(standing, this.tasks),
      learnResources(this.plan, standing, this.resources)
    ];
    if (learned.includes(true) || !this.names)
      this.names = new Names(this.plan, this.facilities, this.tasks, this.resources);
    this.history.learn(standing);
    // What is drawn first has its time too.
    if (!this.standing) this.now = this.clock.now();
    this.standing = standing;
    this.exercise.follow(standing);
    return true;
  }

  private failed(asked: Asked<unknown>): false {
    if (!this.standing && !asked.ok) this.trouble = asked.text;
    return false;
  }

  private async askObservations(): Promise<boolean> {
    const ok = await this.observed.load(this.token);
    this.pointsSeen++;
    return ok;
  }

  private take(message: FeedMessage): void {
    if ('error' in message) {
      this.feedTrouble = message.error;
      return;
    }
    this.feedTrouble = '';
    if ('clock' in message) {
      const told = Date.parse(message.clock);
      if (this.clock.strays(told)) this.refresh.within(0);
      this.clock.set(told);
      // The log ends before what we have: it is another log, and nothing of ours holds.
      if (message.head <= this.feed!.lastOffset) location.reload();
    } else if ('record' in message) {
      this.takeRecord(message.record, message.facts);
    } else if ('skipped' in message) {
      this.reload.within(2_000);
      this.refresh.within(AFTER_FACTS_MS);
    }
    this.heardNow = this.clock.now();
  }

  private takeRecord(record: FeedRecord, facts: readonly Fact[]): void {
    this.clock.atLeast(Date.parse(record.time));
    for (const fact of facts) {
      this.history.add(fact);
      this.exercise.hear(fact);
    }
    this.announce(facts);
    this.factsDrawn += facts.length;
    if (record.event === 'observations') {
      if (this.observed.add(record)) ++this.pointsDrawn;
      else this.reload.within(5_000);
    }
    // What was before the state that we have is in it.
    if (record.offset < (this.standing?.next_offset ?? 0)) return;
    if (facts.length > 0) this.refresh.within(AFTER_FACTS_MS);
    else if (record.event === 'observations') this.refresh.within(AFTER_OBSERVATIONS_MS);
  }

  /** All of a record at once: what is said later would take the place of what was said before. */
  private announce(facts: readonly Fact[]): void {
    const names = this.names;
    if (!names) return;
    const aloud = facts.filter((fact) => fact.offset >= this.newFrom && isAloud(fact));
    if (aloud.length === 0) return;
    const told = aloud.map((fact) => factText(fact, names, this.history.subjects));
    this.announcement = text(told.map((t) => t.zh).join('；'), told.map((t) => t.en).join('; '));
  }

  private tick(): void {
    const feed = this.feed;
    if (!feed) return;
    feed.check();
    const silent = feed.silentMs;
    const wanted = this.refresh.wantedSince;
    const unanswered = wanted !== null && performance.now() - wanted > 2 * SILENCE_MS_MAX;
    this.stale = silent > SILENCE_MS_MAX || unanswered;
    this.silentS = Math.floor(silent / 1000);
    if (this.stale) this.clock.hold(this.heardNow);
    this.now = this.clock.now();
    if (this.factsDrawn > 0) this.factsSeen += this.factsDrawn;
    if (this.pointsDrawn > 0) this.pointsSeen += this.pointsDrawn;
    this.factsDrawn = 0;
    this.pointsDrawn = 0;
  }
}
