import type { DataSource } from 'typeorm';
import { openDataSource } from './data-source.js';
import { againAfterDeadlock } from './idempotency/again-after-deadlock.js';

/** Any fixed number: whoever holds this advisory lock migrates, everybody else waits. */
const MIGRATION_LOCK = 7_216_403;

/** Brings the schema up to date and tells which migrations ran. Several processes may call it at once. */
export async function migrate(databaseUrl: string): Promise<{ applied: string[] }> {
  // To wait for another process, or to build the index of a large table, may take longer than a statement may elsewhere.
  const settings = { poolSize: 2, applicationName: 'roster-migrate', statementTimeoutMs: 0 };
  const dataSource = await openDataSource(databaseUrl, settings);
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    // A migration locks tables that changes lock too, some of them in another order.
    const migrations = await againAfterDeadlock(() => dataSource.runMigrations({ transaction: 'each' }));
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    return { applied: migrations.map(({ name }) => name) };
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}

/** The migrations that this version needs and the database does not have; none means that it is ready. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const wanted = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const rows: { name: string }[] = await dataSource.query(
    `SELECT w.name FROM unnest($1::text[]) AS w (name) WHERE w.name NOT IN (SELECT name FROM migrations)`,
    [wanted],
  );
  return rows.map(({ name }) => name);
}
