// Follows the engine's feed from an offset on, and comes back by itself: after a break it asks for
// what follows the last record that it handed out, so nothing is lost and nothing comes twice.
//
// It also knows when it has gone deaf. The engine says something at least every two seconds; six
// seconds without a word mean that what the page shows may no longer be so, whatever the socket
// says about itself.
import type { FeedMessage } from './shapes';

export const SILENCE_MS_MAX = 6_000;
const BACK_OFF_MS_MIN = 500;
const BACK_OFF_MS_MAX = 10_000;

export interface FeedSocket {
  onmessage: ((event: { data: string }) => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

export interface FeedWorld {
  open(after: number): FeedSocket;
  /** Milliseconds that only go on. */
  now(): number;
  later(ms: number, what: () => void): void;
  /** From 0 to 1: readers that lost one server should not come back all at once. */
  random(): number;
}

export class Feed {
  private socket: FeedSocket | null = null;
  private heardAt: number;
  private openedAt: number;
  private backOffMs = BACK_OFF_MS_MIN;
  private stopped = false;

  /** `after`: the last offset that the page has. */
  constructor(
    private readonly world: FeedWorld,
    private after: number,
    private readonly take: (message: FeedMessage) => void
  ) {
    this.heardAt = world.now();
    this.openedAt = this.heardAt;
    this.connect();
  }

  get silentMs(): number {
    return this.world.now() - this.heardAt;
  }

  get lastOffset(): number {
    return this.after;
  }

  /** Called now and then: gives up a connection that is open and says nothing. */
  check(): void {
    const quiet = this.world.now() - Math.max(this.heardAt, this.openedAt);
    if (this.socket && quiet > SILENCE_MS_MAX) this.drop(this.socket);
  }

  stop(): void {
    this.stopped = true;
    if (this.socket) this.drop(this.socket);
  }

  private connect(): void {
    if (this.stopped) return;
    this.openedAt = this.world.now();
    const socket = this.world.open(this.after);
    this.socket = socket;
    socket.onmessage = (event) => {
      if (this.socket === socket) this.heard(JSON.parse(event.data) as FeedMessage);
    };
    socket.onclose = () => this.drop(socket);
  }

  private heard(message: FeedMessage): void {
    // It can't read on: who only ever hears this is as deaf as who hears nothing.
    if ('error' in message) return this.take(message);
    this.heardAt = this.world.now();
    this.backOffMs = BACK_OFF_MS_MIN;
    if ('record' in message) {
      if (message.record.offset <= this.after) return;
      this.after = message.record.offset;
    } else if ('skipped' in message) {
      this.after = Math.max(this.after, message.skipped.to - 1);
    }
    this.take(message);
  }

  private drop(socket: FeedSocket): void {
    if (this.socket !== socket) return;
    this.socket = null;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
    if (this.stopped) return;
    const wait = this.backOffMs * (0.75 + 0.5 * this.world.random());
    this.backOffMs = Math.min(this.backOffMs * 2, BACK_OFF_MS_MAX);
    this.world.later(wait, () => this.connect());
  }
}

/** The browser's WebSocket. It can't set a header, so the token stands in the query. */
export function browserWorld(token: string, now: () => number): FeedWorld {
  return {
    open(after) {
      const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
      const query = new URLSearchParams({ after: String(after) });
      if (token) query.set('token', token);
      return new WebSocket(`${scheme}//${location.host}/api/v1/feed?${query}`) as FeedSocket;
    },
    now,
    later: (ms, what) => void setTimeout(what, ms),
    random: Math.random
  };
}
