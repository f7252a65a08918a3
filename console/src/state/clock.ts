// The engine's clock as the page knows it. In an exercise it may run 120 times as fast as the wall,
// so nothing here looks at the browser's time of day: the last word of the engine, and how long ago
// that was by a counter that only goes on.

/** By the wall: what the engine says may be that long on its way. */
const STRAY_MS_MAX = 1_500;

export class EngineClock {
  private base = 0;
  private at = 0;
  private rate = 1;
  private held: number | null = null;

  constructor(private readonly counter: () => number) {}

  setRate(rate: number): void {
    this.set(this.now());
    this.rate = rate;
  }

  /** What the engine says its time is. */
  set(engineMs: number): void {
    this.base = engineMs;
    this.at = this.counter();
    this.held = null;
  }

  /** A record's time: it is at least this late. Older records of a backlog change nothing. */
  atLeast(engineMs: number): void {
    if (this.held !== null || engineMs > this.now()) this.set(engineMs);
  }

  /** The engine's word is not where this clock has gone: somebody stopped it, or put it forward. */
  strays(engineMs: number): boolean {
    return Math.abs(engineMs - this.now()) > STRAY_MS_MAX * Math.max(1, this.rate);
  }

  /** The engine has fallen silent: its time stands where it was last heard until it speaks. */
  hold(lastHeard: number): void {
    this.held ??= lastHeard;
  }

  now(): number {
    return this.held ?? this.base + (this.counter() - this.at) * this.rate;
  }
}
