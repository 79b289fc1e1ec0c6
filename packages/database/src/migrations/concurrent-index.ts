import type { QueryRunner } from 'typeorm';

/**
 * Builds an index while the table is in use. That waits for the transactions that are running, and lets changes pass.
 * Postgres does it in no transaction; what was interrupted can be repeated.
 *
 * @param definition what follows the name: `ON table (columns)`
 */
export async function buildIndex(
  runner: QueryRunner,
  { table, name, unique = false, definition }: { table: string; name: string; unique?: boolean; definition: string },
): Promise<void> {
  // For this connection, which belongs to the migration.
  await runner.query('SET statement_timeout = 0');
  // When a migrating process was killed, the server may still be building. The lock waits for that without a snapshot.
  await runner.query(`BEGIN; LOCK TABLE ${table} IN SHARE UPDATE EXCLUSIVE MODE; COMMIT`);
  const [index] = await runner.query('SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass($1)', [
    name,
  ]);
  if (index?.valid) return;
  // One whose building was interrupted is there and is not used.
  await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  await runner.query(`CREATE ${unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY ${name} ${definition}`);
}
