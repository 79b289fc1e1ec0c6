import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { IntervalLoop, type IntervalLoopOptions, type Logger } from '@roster/runtime';

/** Repeats tasks while the worker runs, and stops before the database is closed. */
export abstract class RepeatedWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected abstract readonly tasks: readonly Omit<IntervalLoopOptions, 'logger'>[];
  private loops: IntervalLoop[] = [];

  constructor(protected readonly logger: Logger) {}

  onApplicationBootstrap(): void {
    const { logger } = this;
    this.loops = this.tasks.map((task) => new IntervalLoop({ ...task, logger }));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }
}
