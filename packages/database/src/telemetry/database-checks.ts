import type { DataSource } from 'typeorm';
import { pendingMigrations } from '../migrate.js';

/** A health check, as `HealthMonitor` of the runtime takes it. */
interface DatabaseCheck {
  readonly name: string;
  check(): Promise<void>;
}

/** What every process needs of its database: that it takes writes, and that its schema is the one of this version. */
export function databaseChecks(dataSource: DataSource): DatabaseCheck[] {
  return [
    { name: 'database', check: () => assertTakesWrites(dataSource) },
    { name: 'migrations', check: () => assertMigrated(dataSource) },
  ];
}

/**
 * Commits a few bytes. A transactional message goes into the log like any change does, and belongs to no table: its
 * COMMIT waits for the disk, and for a synchronous standby where there is one. (An id of a transaction alone would not
 * do: a COMMIT without a change waits for nothing.)
 *
 * @throws when the server is a standby or read-only; it takes as long as a COMMIT does.
 */
async function assertTakesWrites(dataSource: DataSource): Promise<void> {
  const [{ read_only: readOnly }]: [{ read_only: boolean }] = await dataSource.query(
    `SELECT current_setting('transaction_read_only')::boolean AS read_only`,
  );
  // It is asked first: a message may be written in a read-only transaction, and a standby answers with an error.
  if (readOnly) throw new Error('Postgres takes no writes: it is a standby, or read-only');
  await dataSource.query(`SELECT pg_logical_emit_message(true, 'roster', 'ready')`);
}

async function assertMigrated(dataSource: DataSource): Promise<void> {
  const pending = await pendingMigrations(dataSource);
  if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}`);
}
