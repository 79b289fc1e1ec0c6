import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { OperationPurge } from '@roster/database';
import { IntervalLoop, type Logger } from '@roster/runtime';
import { LOGGER, RETENTION_HOURS } from './tokens.js';

const INTERVAL_MS = 5 * 60_000;

/**
 * Deletes old operations and their telemetry every few minutes. Every worker has one; while one purges, the others skip
 * their turn.
 */
export class OperationRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: IntervalLoop | undefined;

  constructor(
    @Inject(OperationPurge) private readonly purge: OperationPurge,
    @Inject(RETENTION_HOURS) private readonly retentionHours: number,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const run = () => this.purgeOnce();
    this.loop = new IntervalLoop({ name: 'purge', logger: this.logger, intervalMs: INTERVAL_MS, run });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  async purgeOnce(): Promise<void> {
    const startedAt = performance.now();
    const result = await this.purge.run(this.retentionHours);
    if (result === null) return;
    const { changeRequests: change_requests, ...rows } = result;
    const purged = { ...rows, change_requests };
    const ms = Math.round(performance.now() - startedAt);
    this.logger.info({ ...purged, ms, retention_hours: this.retentionHours }, 'purged operations that ended long ago');
  }
}
