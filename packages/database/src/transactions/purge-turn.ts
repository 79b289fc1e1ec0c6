import type { DataSource, EntityManager } from 'typeorm';
import { type AdvisoryLock, tryLock } from '../advisory-locks.js';
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
    private readonly lock: AdvisoryLock,
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

  /**
   * Like `delete`, in the order of a time: each batch begins where the one before ended. While an old transaction is open, the
   * index keeps the entries of deleted rows, and a batch that began at the first one would read all of them again.
   *
   * @param statement deletes rows from $3 on as well, and returns their `count` and the `last` time as a text
   */
  async deleteInOrder(statement: string, moment: Date): Promise<number> {
    let deleted = 0;
    let from = '-infinity';
    while (!this.over) {
      const rows = await this.transaction((tx) => tx.query(statement, [moment, this.batchSize, from]));
      const [{ count, last }] = rows ?? [{ count: 0, last: null }];
      deleted += count;
      if (count < this.batchSize) break;
      from = last;
    }
    return deleted;
  }

  private async batch(statement: string, moment: Date): Promise<number> {
    const result: [unknown[], number] | undefined = await this.transaction((tx) =>
      tx.query(statement, [moment, this.batchSize]),
    );
    return result?.[1] ?? 0;
  }

  /** Undefined when somebody else has the lock. */
  private transaction<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result | undefined> {
    return blockRangeTransaction(this.dataSource, async (tx) => {
      this.over = !(await tryLock(tx, this.lock));
      if (this.over) return undefined;
      this.begun = true;
      return work(tx);
    });
  }
}
