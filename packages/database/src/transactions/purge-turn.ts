import type { DataSource, EntityManager } from 'typeorm';
import { blockRangeTransaction } from './planned-transaction.js';

/** Rows deleted by one statement: few enough to stay far below the statement timeout and to hold locks briefly. */
const BATCH_SIZE = 5_000;

/**
 * Deletes batch by batch for as long as nobody else does. Each batch is a transaction that holds the lock: when the
 * process dies, nothing is left behind. A process that gets the lock between two batches continues from there.
 */
export class PurgeTurn {
  /** Whether there was at least one batch. */
  begun = false;
  private over = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly tryLock: (tx: EntityManager) => Promise<boolean>,
    private readonly batchSize = BATCH_SIZE,
  ) {}

  /** `statement` deletes rows from before $1, at most $2; returns how many were deleted. */
  async delete(statement: string, moment: Date): Promise<number> {
    let deleted = 0;
    while (!this.over) {
      const count = await this.batch(statement, moment);
      deleted += count;
      if (count < this.batchSize) break;
    }
    return deleted;
  }

  private batch(statement: string, moment: Date): Promise<number> {
    return blockRangeTransaction(this.dataSource, async (tx) => {
      this.over = !(await this.tryLock(tx));
      if (this.over) return 0;
      this.begun = true;
      const [, count]: [unknown[], number] = await tx.query(statement, [moment, this.batchSize]);
      return count;
    });
  }
}
