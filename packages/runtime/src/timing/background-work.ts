import type { Logger } from '../logging/logger.js';
import { IntervalLoop, type IntervalLoopOptions } from './interval-loop.js';

/** Repeats tasks side by side, from `start`, which is called once, to `close`. */
export abstract class BackgroundWork {
  protected abstract readonly tasks: readonly Omit<IntervalLoopOptions, 'logger'>[];
  private loops: IntervalLoop[] = [];

  constructor(protected readonly logger: Logger) {}

  start(): void {
    const { logger } = this;
    this.loops = this.tasks.map((task) => new IntervalLoop({ ...task, logger }));
  }

  /** Something may be due now. */
  wake(): void {
    for (const loop of this.loops) loop.wake();
  }

  /** Resolves when the current runs have ended. */
  async close(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }
}
