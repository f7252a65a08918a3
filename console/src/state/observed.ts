// The observations of the last day: asked for once, then followed by the feed.
import { get } from '../server/ask';
import type { FeedRecord, Observations } from '../server/shapes';
import { addPoint, POINTS_MAX, seriesKey, sortedSeries, type Series } from './series';

/** Records held back while the whole is asked for; more than come in ten seconds. */
const HELD_MAX = 5_000;
const MISSING = 9;

export class Observed {
  private series = new Map<string, Series>();
  private held: FeedRecord[] = [];
  private loading = 0;
  private from = 0;
  /** Of what was recorded later than this second nothing is missing; null: of all that there is. */
  private completeFrom: number | null = Infinity;

  /** Asks for everything again; what the feed brings meanwhile comes on top. */
  async load(token: string): Promise<boolean> {
    ++this.loading;
    const asked = await get<Observations>('observations?hours=24', token);
    --this.loading;
    const held = this.held;
    this.held = [];
    if (asked.ok) {
      this.from = asked.value.next_offset;
      this.completeFrom = asked.value.complete ? null : (asked.value.complete_from_s ?? Infinity);
      this.series = new Map();
      for (const s of asked.value.series)
        this.series.set(seriesKey(s.station, s.property), sortedSeries(s.times_s, s.values));
    } else {
      // It was asked for because something is missing.
      this.completeFrom = Infinity;
    }
    for (const record of held) this.add(record);
    return asked.ok;
  }

  /** False where the record has more rows than the feed tells. */
  add(record: FeedRecord): boolean {
    if (this.loading > 0) {
      if (this.held.length < HELD_MAX) this.held.push(record);
      return this.held.length < HELD_MAX;
    }
    if (record.offset < this.from) return true;
    for (const row of record.observations ?? []) {
      if (row.quality === MISSING) continue;
      const key = seriesKey(row.station, row.property);
      let series = this.series.get(key);
      if (!series) this.series.set(key, (series = { times: [], values: [] }));
      addPoint(series, Math.floor(Date.parse(row.time) / 1000), row.value);
    }
    return record.observations !== undefined || (record.rows ?? 0) === 0;
  }

  of(station: string, property: string): Series | undefined {
    return this.series.get(seriesKey(station, property));
  }

  /**
   * All that was observed since then is there, so that its sum can be told. What a counter has
   * added is told by the reading before, which has to be there too, unless there was none.
   */
  covers(station: string, property: string, sinceS: number): boolean {
    const series = this.of(station, property);
    if (!series || (this.completeFrom !== null && this.completeFrom > sinceS)) return false;
    if (series.times[0]! <= sinceS) return true;
    return this.completeFrom === null && series.times.length < POINTS_MAX;
  }

  all(): Iterable<Series> {
    return this.series.values();
  }
}
