import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { OperationPurge, TablePartitions } from '@roster/database';
import { IntervalLoop, type Logger } from '@roster/runtime';
import { LOGGER, RETENTION_HOURS } from './tokens.js';

/** Often, so that each turn deletes little: adds that are made meanwhile take longer. */
const INTERVAL_MS = 60_000;

/**
 * Deletes old operations and their telemetry once a minute, and keeps the partitions of the audit and of the requests.
 * Every worker has one; while one purges, the others skip their turn.
 */
export class OperationRetention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: IntervalLoop | undefined;

  constructor(
    @Inject(OperationPurge) private readonly purge: OperationPurge,
    @Inject(TablePartitions) private readonly partitions: TablePartitions,
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
    await this.keepPartitions();
    const startedAt = performance.now();
    const purged = await this.purge.run(this.retentionHours);
    if (purged === null) return;
    const ms = Math.round(performance.now() - startedAt);
    this.logger.info({ ...purged, ms, retention_hours: this.retentionHours }, 'purged operations that ended long ago');
  }

  /** Nothing waits for it: rows have room in the partition that is open. The next turn repeats what fails. */
  private async keepPartitions(): Promise<void> {
    try {
      for (const { table, step } of await this.partitions.keep()) this.logger.info({ table }, `${step} a partition`);
      const dropped = await this.partitions.dropChangeRequests();
      if (dropped > 0) this.logger.info({ dropped }, 'dropped old partitions of the requests');
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'partitions were not kept');
    }
  }
}
