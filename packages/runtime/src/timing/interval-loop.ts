import { setTimeout as delay } from 'node:timers/promises';

interface IntervalLoopOptions {
  /** What the log says when a run fails. The next run comes all the same. */
  readonly name: string;
  readonly logger: { warn(fields: object, message: string): void };
  /** From the end of one run to the beginning of the next, in milliseconds, up to a tenth more or less. */
  readonly intervalMs: number;
  readonly run: () => Promise<unknown>;
  /** Begins with a run instead of a pause. */
  readonly immediate?: boolean;
}

/**
 * Does the same work again and again, never twice at a time. The jitter keeps processes that started together from
 * asking the database for the same thing at the same moment. A loop does not keep its process alive.
 */
export class IntervalLoop {
  private readonly stopped = new AbortController();
  private readonly looping: Promise<void>;
  private pause = new AbortController();

  constructor(private readonly options: IntervalLoopOptions) {
    this.looping = this.loop();
  }

  /** Ends the pause: there is something to do. While a run is under way, another one follows it at once. */
  wake(): void {
    this.pause.abort();
  }

  /** Begins no further run. Resolves when the one that is under way has ended. */
  stop(): Promise<void> {
    this.stopped.abort();
    this.wake();
    return this.looping;
  }

  private async loop(): Promise<void> {
    const { intervalMs, immediate = false } = this.options;
    if (immediate) this.wake();
    for (;;) {
      const ms = intervalMs * (0.9 + Math.random() / 5);
      await delay(ms, undefined, { signal: this.pause.signal, ref: false }).catch(() => undefined);
      if (this.stopped.signal.aborted) return;
      this.pause = new AbortController();
      await this.runOnce();
    }
  }

  private async runOnce(): Promise<void> {
    const { name, logger, run } = this.options;
    try {
      await run();
    } catch (error) {
      logger.warn({ error: String(error) }, name);
    }
  }
}
