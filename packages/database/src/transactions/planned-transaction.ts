import type { DataSource, EntityManager } from 'typeorm';

export type PlannerSetting = 'enable_bitmapscan' | 'enable_hashjoin' | 'enable_mergejoin' | 'enable_seqscan';

/** For reads that find rows by a BRIN index; see `blockRangeTransaction`. */
export const BLOCK_RANGE: readonly PlannerSetting[] = ['enable_seqscan'];

type Transaction = <Result>(dataSource: DataSource, work: (tx: EntityManager) => Promise<Result>) => Promise<Result>;

/**
 * A transaction of the ledger. Its statements are prepared and look rows up by their whole key. Their plans must stay
 * right while the tables grow (see also `runPrepared`): no hash joins, no sequential scans, and no second B-tree index
 * that begins with a column of such a key. For this reason a department's listing index begins with the organization.
 */
export const ledgerTransaction = planned('enable_hashjoin', 'enable_mergejoin', 'enable_seqscan');

/**
 * A transaction that finds rows by a BRIN index. The planner expects one with Bloom filters to match every block, and
 * would scan the table instead, however large it is.
 */
export const blockRangeTransaction = planned(...BLOCK_RANGE);

/**
 * A transaction that walks rows in the order of an index and stops after some thousand. The planner overestimates
 * the cost of so many random reads, and would read and sort the whole table instead, however large it is.
 */
export const walkTransaction = planned('enable_seqscan', 'enable_bitmapscan');

/**
 * Like TypeORM's `transaction`, with these settings off. TypeORM does not know of this transaction, so nothing in it may
 * begin another.
 */
export function planned(...off: readonly PlannerSetting[]): Transaction {
  // In one query, so that the settings cost no round trip. They end with the transaction.
  const begin = ['START TRANSACTION', ...settings(off)].join('; ');
  return async (dataSource, work) => {
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query(begin);
      const result = await work(runner.manager);
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      // On a broken connection this fails, too. The first error is the one to throw.
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  };
}

/** The statements that switch these off until the transaction ends. */
export function settings(off: readonly PlannerSetting[]): string[] {
  return off.map((setting) => `SET LOCAL ${setting} = off`);
}
