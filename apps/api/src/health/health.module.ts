import { type BeforeApplicationShutdown, Inject, Module } from '@nestjs/common';
import { pendingMigrations } from '@roster/database';
import type { OpenGateway } from '@roster/queue';
import { HealthMonitor, type Logger } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { LOGGER, OPEN_GATEWAY, READS } from '../connections/tokens.js';
import { HealthController } from './health.controller.js';

@Module({
  exports: [HealthMonitor],
  controllers: [HealthController],
  providers: [
    {
      provide: HealthMonitor,
      inject: [READS, OPEN_GATEWAY, LOGGER],
      useFactory: (dataSource: DataSource, queue: OpenGateway, logger: Logger) =>
        new HealthMonitor(
          [
            { name: 'database', check: async () => void (await dataSource.query('SELECT 1')) },
            { name: 'migrations', check: () => assertMigrated(dataSource) },
            // Without the queue changes are accepted all the same, and the relay carries them out.
            { name: 'queue', required: false, check: () => queue.checkQueue() },
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

async function assertMigrated(dataSource: DataSource): Promise<void> {
  const pending = await pendingMigrations(dataSource);
  if (pending.length > 0) throw new Error(`migrations have not been run: ${pending.join(', ')}`);
}
