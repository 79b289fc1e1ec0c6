import { Inject } from '@nestjs/common';
import { TablePartitions } from '@roster/database';
import type { Logger } from '@roster/runtime';
import { RepeatedWork } from './repeated-work.js';
import { LOGGER } from './tokens.js';

/** Seldom: while a backup reads a partition that is to be dropped, each try holds up those who use the table. */
const INTERVAL_MS = 5 * 60_000;

/**
 * Makes and opens the partitions of the audit and of the requests, and drops old ones of the requests. Every worker has
 * one. Nothing waits for it: rows have room in the partition that is open. The next turn repeats what fails.
 */
export class PartitionUpkeep extends RepeatedWork {
  protected readonly tasks = [
    { name: 'partitions were not kept', intervalMs: INTERVAL_MS, run: () => this.keepOnce() },
  ];

  constructor(
    @Inject(TablePartitions) private readonly partitions: TablePartitions,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  async keepOnce(): Promise<void> {
    for (const { table, step } of await this.partitions.keep()) this.logger.info({ table }, `${step} a partition`);
    const dropped = await this.partitions.dropChangeRequests();
    if (dropped > 0) this.logger.info({ dropped }, 'dropped old partitions of the requests');
  }
}
