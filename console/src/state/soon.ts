// Does something soon, once, however often it is asked for; and again after a while if it failed.

export class Soon {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private dueAt = 0;
  private running = false;
  private again: number | null = null;
  /** Since when it has been wanted and not come about; by performance.now(). */
  wantedSince: number | null = null;

  /** `work` says whether it succeeded. */
  constructor(
    private readonly work: () => Promise<boolean>,
    private readonly retryMs: number
  ) {}

  within(ms: number): void {
    this.wantedSince ??= performance.now();
    if (this.running) {
      this.again = Math.min(this.again ?? ms, ms);
      return;
    }
    const due = performance.now() + ms;
    if (this.timer !== null && this.dueAt <= due) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.dueAt = due;
    this.timer = setTimeout(() => void this.run(), ms);
  }

  private async run(): Promise<void> {
    this.timer = null;
    this.running = true;
    const ok = await this.work().catch(() => false);
    this.running = false;
    const again = this.again ?? (ok ? null : this.retryMs);
    this.again = null;
    if (ok) this.wantedSince = null;
    if (again !== null) this.within(ok ? again : Math.max(again, this.retryMs));
  }
}
