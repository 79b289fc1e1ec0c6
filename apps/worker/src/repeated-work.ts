import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundWork } from '@roster/runtime';

/** Repeats tasks while the worker runs, and stops before the database is closed. */
export abstract class RepeatedWork extends BackgroundWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  onApplicationBootstrap(): void {
    this.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
