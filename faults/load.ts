import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from './stack.js';
import type { Verdict } from './verdict.js';

/** One thing that was asked for. */
export interface Asked {
  readonly askedAt: number;
  /** When whoever asked learned how it ended; null while that is open. */
  answeredAt: number | null;
}

interface Pace {
  readonly clients: number;
  /** How many are to be answered before the fault comes, and after it. */
  readonly calm: number;
}

/** Clients that ask for one thing after the other, and for each until they know how it ended. */
export abstract class Load {
  private next = 0;
  private stopped = false;
  private running: Promise<void>[] = [];

  protected constructor(
    protected readonly stack: Stack,
    readonly pace: Pace,
  ) {}

  /** Everything that was asked for, in its order. */
  abstract readonly entries: readonly Asked[];

  /** Starts the processes that this needs, for a fault that has no wish of its own. */
  abstract arrange(): Promise<unknown>;

  /** Waits until nothing is under way any more, and compares what the clients know with what is. */
  abstract judge(): Promise<Verdict & { settledMs: number }>;

  /** What one client does at its turn, which is its number among all turns. */
  protected abstract ask(turn: number): Promise<unknown>;

  begin(): void {
    this.running = Array.from({ length: this.pace.clients }, () => this.client());
  }

  /** Resolves when so many that were asked for before, and `calm` more, have been answered. */
  async calm(asked = 0): Promise<void> {
    while (this.answered < asked + this.pace.calm) await delay(10);
  }

  /** Nothing new; resolves when what was asked for has been answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  /** Milliseconds that somebody waited for an answer, at most, counted from that moment on. */
  longestWaitSince(moment: number): number {
    const waits = this.entries.map(({ askedAt, answeredAt }) => (answeredAt ?? 0) - Math.max(askedAt, moment));
    return Math.max(0, ...waits);
  }

  private get answered(): number {
    return this.entries.filter(({ answeredAt }) => answeredAt !== null).length;
  }

  private async client(): Promise<void> {
    while (!this.stopped) {
      this.next += 1;
      await this.ask(this.next);
    }
  }
}
