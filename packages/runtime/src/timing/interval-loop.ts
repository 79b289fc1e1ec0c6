import { setTimeout as delay } from 'node:timers/promises';

export interface IntervalLoopOptions {
  /** The log message for a run that fails. The next run follows as usual. */
  readonly name: string;
  readonly logger: { warn(fields: object, message: string): void };
  /** From the end of a run to the start of the next, in milliseconds, give or take a tenth. */
  readonly intervalMs: number;
  /** `stopping` is aborted when no further run follows, so that a long one can end early. */
  readonly run: (stopping: AbortSignal) => Promise<unknown>;
  /** Starts with a run instead of a pause. */
  readonly immediate?: boolean;
}

/**
 * Repeats some work, one run at a time. The jitter keeps processes that started together from querying the database at the
 * same moment. A loop does not keep its process alive.
 */
export class IntervalLoop {
  private readonly stopped = new AbortController();
  private readonly looping: Promise<void>;
  private pause = new AbortController();

  constructor(private readonly options: IntervalLoopOptions) {
    this.looping = this.loop();
  }

  /** Ends the pause, because there is work. During a run, the next one follows at once. */
  wake(): void {
    this.pause.abort();
  }

  /** Starts no further run. Resolves when the current one has ended. */
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
      await run(this.stopped.signal);
    } catch (error) {
      logger.warn({ error: String(error) }, name);
    }
  }
}
