import type { DataSource } from 'typeorm';
import { lockMigrations } from './advisory-locks.js';
import { openDataSource } from './data-source.js';
import { directMismatch } from './sessions/postgres-mismatch.js';
import { setSessionLimits } from './sessions/session-limits.js';
import { retryAfterDeadlock } from './transactions/retry-after-deadlock.js';

/** Building the index of a large table, or waiting for another process, may take long. */
const UNLIMITED = 'SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0';

/**
 * Brings the schema up to date, gives the role its session limits and returns the migrations that ran. Several processes
 * may call it at once.
 *
 * @param directUrl leads to the server itself, not to a transaction pooler
 */
export async function migrate(directUrl: string): Promise<{ applied: string[] }> {
  const settings = { poolSize: 2, applicationName: 'roster-migrate', silenceTimeoutMs: 0 };
  const dataSource = await openDataSource(directUrl, settings);
  try {
    const mismatch = await directMismatch(dataSource);
    if (mismatch !== undefined) throw new Error(mismatch);
    dataSource.subscribers.push({ afterTransactionStart: ({ queryRunner }) => queryRunner.query(UNLIMITED) });
    // The lock has a transaction of its own: each migration commits, and the lock must not end with it.
    return await dataSource.transaction(async (lock) => {
      await lockMigrations(lock);
      await dataSource.transaction((tx) => setSessionLimits(tx));
      // A migration locks tables that changes lock too, some of them in another order.
      const migrations = await retryAfterDeadlock(() => dataSource.runMigrations({ transaction: 'each' }));
      return { applied: migrations.map(({ name }) => name) };
    });
  } finally {
    await dataSource.destroy();
  }
}

/** The migrations that this version needs and the database lacks. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const wanted = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const rows: { name: string }[] = await dataSource.query(
    `SELECT w.name FROM unnest($1::text[]) AS w (name) WHERE w.name NOT IN (SELECT name FROM migrations)`,
    [wanted],
  );
  return rows.map(({ name }) => name);
}
