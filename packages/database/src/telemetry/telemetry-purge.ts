import type { DataSource } from 'typeorm';
import { blockRangeTransaction } from '../planning/planned-transaction.js';

export interface PurgedTelemetry {
  readonly changeRequests: number;
  readonly samples: number;
}

const CHANGE_REQUESTS_HOURS = 72;
const SAMPLES_HOURS = 25;

/** Rows deleted by one statement: it stays far below the statement timeout and holds its locks briefly. */
const BATCH_SIZE = 5_000;

/** Forgets what operators no longer look at. Several processes at it at once leave each other's rows alone. */
export class TelemetryPurge {
  constructor(
    private readonly dataSource: DataSource,
    private readonly batchSize = BATCH_SIZE,
  ) {}

  async run(): Promise<PurgedTelemetry> {
    const changeRequests = await this.inBatches('change_requests', 'received_at', CHANGE_REQUESTS_HOURS);
    const samples = await this.inBatches('process_samples', 'at', SAMPLES_HOURS);
    return { changeRequests, samples };
  }

  private async inBatches(table: string, column: string, hours: number): Promise<number> {
    for (let deleted = 0; ; ) {
      const [, count]: [unknown[], number] = await blockRangeTransaction(this.dataSource, (tx) =>
        tx.query(
          `DELETE FROM ${table} WHERE id IN (
             SELECT id FROM ${table} WHERE ${column} < clock_timestamp() - make_interval(hours => $1)
             LIMIT $2 FOR UPDATE SKIP LOCKED)`,
          [hours, this.batchSize],
        ),
      );
      deleted += count;
      if (count < this.batchSize) return deleted;
    }
  }
}
