import { Inject } from '@nestjs/common';
import { OperationPurge } from '@roster/database';
import type { Logger } from '@roster/runtime';
import { RepeatedWork } from './repeated-work.js';
import { LOGGER, RETENTION_HOURS } from './tokens.js';

/** Often, so that each turn deletes little: adds that are made meanwhile take longer. */
const INTERVAL_MS = 60_000;

/**
 * Deletes old operations and their telemetry once a minute. Every worker has one; while one purges, the others skip their
 * turn.
 */
export class OperationRetention extends RepeatedWork {
  protected readonly tasks = [
    { name: 'old operations were not purged', intervalMs: INTERVAL_MS, run: () => this.purgeOnce() },
  ];

  constructor(
    @Inject(OperationPurge) private readonly purge: OperationPurge,
    @Inject(RETENTION_HOURS) private readonly retentionHours: number,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  async purgeOnce(): Promise<void> {
    const startedAt = performance.now();
    const purged = await this.purge.run(this.retentionHours);
    if (purged === null || Object.values(purged).every((rows) => rows === 0)) return;
    const ms = Math.round(performance.now() - startedAt);
    this.logger.info({ ...purged, ms, retention_hours: this.retentionHours }, 'purged operations that ended long ago');
  }
}
