import { type CounterStore, WINDOW_SECONDS } from './counter-store.js';

interface Window {
  /** The store's last count: requests of all nodes. */
  consumed: number;
  /** Counted here and now being reported to the store. */
  reporting: number;
  /** Counted here and not reported yet. */
  pending: number;
  endsAt: number;
}

export interface WindowState {
  readonly used: number;
  readonly msLeft: number;
}

const REPORT_INTERVAL_MS = 500;
const REPORTS_AT_ONCE = 4;

/**
 * How many windows are kept. Callers choose their addresses, so memory must be bounded. The oldest goes first; a `Map`
 * keeps that order, and `lru-cache` would allocate memory for all of them at once.
 */
const MAX_WINDOWS = 100_000;

/**
 * Counts requests in memory and reports the sums to the store every half second, which returns the counts of all nodes.
 * So a request costs no round trip, and a limit may be exceeded by what the other nodes let through in that time: with
 * N nodes by (N - 1) half seconds of traffic. A report begins only after the last one ended, so that a slow store gets
 * fewer reports and not a queue of them.
 *
 * While the store is out of reach, every node counts for itself; an outage alone refuses nobody.
 */
export class SharedCounters {
  private readonly windows = new Map<string, Window>();
  private timer: NodeJS.Timeout | undefined;
  private reporting: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly store: CounterStore,
    private readonly onError: (error: Error) => void,
    private readonly now: () => number = () => performance.now(),
    private readonly maxWindows = MAX_WINDOWS,
  ) {}

  state(key: string): WindowState {
    const window = this.known(key);
    if (window === undefined) return { used: 0, msLeft: WINDOW_SECONDS * 1_000 };
    const used = window.consumed + window.reporting + window.pending;
    return { used, msLeft: Math.max(window.endsAt - this.now(), 0) };
  }

  count(key: string): void {
    this.current(key).pending += 1;
    this.schedule();
  }

  /** Reports the counts of this node and fetches those of all nodes. */
  async report(): Promise<void> {
    const waiting = [...this.windows].filter(([, { pending }]) => pending > 0);
    while (waiting.length > 0 && !this.closed) {
      const batch = waiting.splice(0, REPORTS_AT_ONCE).map(([key, window]) => this.reportOne(key, window));
      const error = (await Promise.all(batch)).find((failure) => failure !== null);
      if (error) {
        // The remaining counts stay pending: trying each of them would only take time.
        this.onError(error);
        break;
      }
    }
    for (const [key, { endsAt }] of this.windows) if (endsAt <= this.now()) this.windows.delete(key);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.reporting;
    await this.store.close();
  }

  private known(key: string): Window | undefined {
    const window = this.windows.get(key);
    return window !== undefined && window.endsAt > this.now() ? window : undefined;
  }

  private current(key: string): Window {
    const known = this.known(key);
    if (known !== undefined) return known;
    const window = { consumed: 0, reporting: 0, pending: 0, endsAt: this.now() + WINDOW_SECONDS * 1_000 };
    this.windows.delete(key);
    this.windows.set(key, window);
    if (this.windows.size > this.maxWindows) {
      const [oldest = key] = this.windows.keys();
      this.windows.delete(oldest);
    }
    return window;
  }

  private schedule(): void {
    if (this.timer !== undefined || this.closed) return;
    this.timer = setTimeout(() => {
      this.reporting = this.report().finally(() => {
        this.timer = undefined;
        if ([...this.windows.values()].some(({ pending }) => pending > 0)) this.schedule();
      });
    }, REPORT_INTERVAL_MS).unref();
  }

  private async reportOne(key: string, window: Window): Promise<Error | null> {
    window.reporting = window.pending;
    window.pending = 0;
    try {
      const { consumed, msLeft } = await this.store.add(key, window.reporting);
      window.consumed = consumed;
      window.endsAt = this.now() + msLeft;
      return null;
    } catch (error) {
      window.consumed += window.reporting;
      return error as Error;
    } finally {
      window.reporting = 0;
    }
  }
}
