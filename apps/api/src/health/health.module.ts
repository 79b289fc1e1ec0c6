import { type BeforeApplicationShutdown, Inject, Module } from '@nestjs/common';
import { databaseChecks } from '@roster/database';
import type { OpenGateway } from '@roster/queue';
import { HealthMonitor, type Logger } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { LOGGER, OPEN_GATEWAY, WRITES } from '../tokens.js';

@Module({
  exports: [HealthMonitor],
  providers: [
    {
      provide: HealthMonitor,
      inject: [WRITES, OPEN_GATEWAY, LOGGER],
      useFactory: (dataSource: DataSource, queue: OpenGateway, logger: Logger) =>
        new HealthMonitor(
          [
            ...databaseChecks(dataSource),
            // Without them changes are still accepted but carried out late, so another node serves callers better.
            { name: 'queue', check: () => queue.checkQueue() },
            { name: 'replies', check: () => queue.checkReplies() },
          ],
          logger,
        ),
    },
  ],
})
export class HealthModule implements BeforeApplicationShutdown {
  constructor(@Inject(HealthMonitor) private readonly monitor: HealthMonitor) {}

  beforeApplicationShutdown(): void {
    this.monitor.drain();
  }
}
