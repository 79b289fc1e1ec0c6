import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { OperationPurge } from '@roster/database';
import { IntervalLoop, type Logger } from '@roster/runtime';
import { LOGGER, RETENTION_HOURS } from './tokens.js';

/** Often, so that each turn deletes little: adds that are made meanwhile take longer. */
const INTERVAL_MS = 60_000;

/**
 * Deletes old operations and their telemetry once a minute. Every worker has one; while one purges, the others skip their
 * turn.
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
    const purged = await this.purge.run(this.retentionHours);
    if (purged === null || Object.values(purged).every((rows) => rows === 0)) return;
    const ms = Math.round(performance.now() - startedAt);
    this.logger.info({ ...purged, ms, retention_hours: this.retentionHours }, 'purged operations that ended long ago');
  }
}
