import { type BeforeApplicationShutdown, Inject, Module } from '@nestjs/common';
import { databaseChecks } from '@roster/database';
import type { OpenGateway } from '@roster/queue';
import { HealthMonitor, type Logger } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { ConsistentReads } from '../replica/consistent-reads.js';
import { LOGGER, OPEN_GATEWAY, WRITES } from '../tokens.js';

@Module({
  exports: [HealthMonitor],
  providers: [
    {
      provide: HealthMonitor,
      inject: [WRITES, OPEN_GATEWAY, LOGGER, ConsistentReads],
      useFactory: (dataSource: DataSource, queue: OpenGateway, logger: Logger, reads: ConsistentReads) =>
        new HealthMonitor(
          [
            ...databaseChecks(dataSource),
            // Without them changes are still accepted but carried out late, so another node serves callers better.
            ...queue.checks,
            // The primary serves all reads meanwhile.
            ...(reads.hasReplica ? [{ name: 'replica', check: () => reads.check(), required: false }] : []),
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
