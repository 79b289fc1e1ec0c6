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

/** How long nobody may have been answered unusually before things count as usual again, in milliseconds. */
const USUAL_FOR_MS = 2_000;

/** How long after a fault callers may go on being answered unusually, in milliseconds. */
const RECOVERY_LIMIT_MS = 60_000;

/** Clients that ask for one thing after the other, and for each until they know how it ended. */
export abstract class Load {
  private next = 0;
  private stopped = false;
  protected abandoned = false;
  private running: Promise<void>[] = [];
  private lastUsual = Number.NEGATIVE_INFINITY;
  private lastUnusual = Number.NEGATIVE_INFINITY;
  private gap = 0;

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
    // The processes may have taken their time to start.
    this.lastUsual = performance.now();
    this.running = Array.from({ length: this.pace.clients }, () => this.client());
  }

  /** Resolves when so many that were asked for before, and `calm` more, have been answered. */
  async calm(asked = 0): Promise<void> {
    while (this.answered < asked + this.pace.calm) await delay(10);
  }

  /**
   * Resolves when callers are answered as usual again: how long that took since `moment`, in milliseconds.
   *
   * @throws when they still are not a minute later
   */
  async usualAgain(moment: number): Promise<number> {
    for (const deadline = moment + RECOVERY_LIMIT_MS; performance.now() < deadline; await delay(50)) {
      const since = Math.max(this.lastUnusual, moment);
      if (performance.now() - since > USUAL_FOR_MS && this.lastUsual > since) return since - moment;
    }
    throw new Error(`Callers are not answered as usual ${RECOVERY_LIMIT_MS / 1_000} s after the fault`);
  }

  /** The longest time without a single usual answer, in milliseconds. */
  get longestGapMs(): number {
    return this.gap;
  }

  /** To be called for every answer: was it what a caller gets while nothing is wrong? */
  protected note(usual: boolean): void {
    const now = performance.now();
    if (usual) {
      this.gap = Math.max(this.gap, now - this.lastUsual);
      this.lastUsual = now;
    } else this.lastUnusual = now;
  }

  /** Nothing new; resolves when what was asked for has been answered. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  /** Nothing new, and nobody asks again for what was not answered. */
  async abandon(): Promise<void> {
    this.abandoned = true;
    await this.stop();
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
