import type { DataSource, EntityManager } from 'typeorm';

type Transaction = <Result>(dataSource: DataSource, work: (tx: EntityManager) => Promise<Result>) => Promise<Result>;

/**
 * A transaction of the ledger. Its statements are prepared and look rows up by their whole key. Their plan must stay
 * right while the tables grow (see also `runPrepared`), so: no hash joins, no sequential scans, and no second B-tree
 * index that begins with a column of such a key (a department's listing index begins with the organization for this
 * reason).
 */
export const ledgerTransaction = planned('enable_hashjoin', 'enable_mergejoin', 'enable_seqscan');

/**
 * A transaction that finds rows by a BRIN index. Of one with Bloom filters the planner expects that it leads to every
 * block of the table, so that it would scan the table instead, however large that is.
 */
export const blockRangeTransaction = planned('enable_seqscan');

/**
 * As TypeORM's `transaction`, with these settings off: what `work` throws rolls back and is thrown. TypeORM does not
 * know of this transaction, so nothing in it may begin another.
 */
function planned(...off: readonly string[]): Transaction {
  // One text, so that the settings cost no round trip. They end with the transaction: the next one on this connection
  // may be anybody's.
  const begin = ['START TRANSACTION', ...off.map((setting) => `SET LOCAL ${setting} = off`)].join('; ');
  return async (dataSource, work) => {
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query(begin);
      const result = await work(runner.manager);
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      // On a connection that broke this fails, too. The first error is the one that tells.
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  };
}
