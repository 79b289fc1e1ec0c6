import { Inject } from '@nestjs/common';
import { BulkRepository, OperationRepository } from '@roster/database';
import { changeFields } from '@roster/domain';
import { JobConsumers } from '@roster/queue';
import { BatchMetrics, type Logger } from '@roster/runtime';
import { RepeatedWork } from './repeated-work.js';
import { LOGGER } from './tokens.js';

const SWEEP_INTERVAL_MS = 1_000;
const SWEEP_SIZE = 256;
const BULK_FAILED = 'an overdue bulk was not carried out';

/**
 * The relay: carries out accepted operations that no job brought, because the queue lost the job or was out of reach. It
 * uses Postgres only, so that it works without Redis. Every worker has one.
 */
export class OverdueOperationRunner extends RepeatedWork {
  protected readonly tasks = [
    { name: 'overdue operations were not carried out', intervalMs: SWEEP_INTERVAL_MS, run: () => this.sweep() },
    { name: BULK_FAILED, intervalMs: SWEEP_INTERVAL_MS, run: () => this.sweepBulk() },
  ];
  private bulk: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(OperationRepository) private readonly operations: OperationRepository,
    @Inject(BulkRepository) private readonly bulks: BulkRepository,
    @Inject(JobConsumers) private readonly consumers: JobConsumers,
    @Inject(BatchMetrics) private readonly metrics: BatchMetrics,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    await this.bulk;
  }

  private async sweep(): Promise<void> {
    const { leases, unreadable } = await this.operations.leaseOverdue(SWEEP_SIZE);
    if (unreadable.length > 0)
      this.logger.warn(
        { operations: unreadable.length, operation_id: unreadable[0] },
        'relay cannot read operations, of which this is the oldest: a worker of the newer version has to carry them out',
      );
    if (leases.length === 0) return;
    this.metrics.countRelayed(leases.length);
    for (const { command, relays: taken } of leases)
      this.logger.warn({ ...changeFields(command), taken }, 'relay carries out an operation that no job brought');
    const deliveriesOf = (some: typeof leases) => some.map(({ command }) => ({ command, replyTo: null }));
    const { deliveries } = this.consumers;
    await deliveries.handle(deliveriesOf(leases.filter(({ relays }) => relays === 1)));
    await deliveries.handleIsolated(deliveriesOf(leases.filter(({ relays }) => relays > 1)));
  }

  /**
   * Begins one bulk, and only while this process has none: bulks that wait for their turn stay on the queue. The bulk runs
   * beside the next sweeps.
   */
  private async sweepBulk(): Promise<void> {
    const { bulkRunner } = this.consumers;
    const bulk = bulkRunner.idle ? await this.bulks.leaseOverdue() : null;
    if (bulk === null) return;
    const fields = changeFields(bulk);
    this.metrics.countRelayed(1);
    this.logger.warn(fields, 'relay carries out a bulk that no job brought, or finished');
    this.bulk = bulkRunner
      .run(bulk, { countErrors: true })
      .catch((error: Error) => this.logger.warn({ ...fields, error: error.message }, BULK_FAILED));
  }
}
