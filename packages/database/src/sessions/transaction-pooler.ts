import type { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';

/** Other clients of a pooler may come between two questions: it is asked more than once. */
const ROUNDS = 4;

/**
 * Is there a pooler between us and the server that gives each transaction another session? Asked over two connections
 * of the pool, which both stay open.
 *
 * Postgres tells the number of the session at sign-in. A pooler makes up one of its own, as a connection to it belongs
 * to no session. One that pools by session keeps a session for each connection; one that pools by transaction gives
 * that of the first to the second, or another one to the first.
 */
export async function hasTransactionPooler(dataSource: DataSource): Promise<boolean> {
  const [first, second] = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
  try {
    const { processID }: Client & { processID?: number } = await first.connect();
    const session = await sessionOf(first);
    if (session === processID) return false;
    for (let round = 0; round < ROUNDS; round++) {
      await second.startTransaction();
      const other = await sessionOf(second);
      const now = await sessionOf(first);
      await second.rollbackTransaction();
      if (other === session || now !== session) return true;
    }
    return false;
  } finally {
    await first.release();
    await second.release();
  }
}

async function sessionOf(runner: QueryRunner): Promise<number> {
  const [{ session }] = await runner.query('SELECT pg_backend_pid() AS session');
  return session;
}
