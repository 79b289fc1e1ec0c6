import type { SampledDatabase } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { OWN_EVENTS } from '../audit/own-events.js';
import { pendingMigrations } from '../migrate.js';

/** A health check, as `HealthMonitor` of the runtime takes it. */
interface DatabaseCheck {
  readonly name: string;
  check(): Promise<void>;
}

/** What every process needs: a database that accepts writes, with the schema of this version. */
export function databaseChecks(dataSource: DataSource): DatabaseCheck[] {
  return [
    { name: 'database', check: () => assertTakesWrites(dataSource) },
    { name: 'migrations', check: () => assertMigrated(dataSource) },
  ];
}

/**
 * Commits a few bytes. A transactional message is written to the log like any change and belongs to no table. Its COMMIT
 * waits for the disk, and for a synchronous standby if there is one; a COMMIT without a change waits for nothing.
 *
 * @throws when the server is a standby or read-only; takes as long as a COMMIT does
 */
async function assertTakesWrites(dataSource: DataSource): Promise<void> {
  const [{ read_only: readOnly }]: [{ read_only: boolean }] = await dataSource.query(
    `SELECT current_setting('transaction_read_only')::boolean AS read_only`,
  );
  // Checked first: a message can be written in a read-only transaction, and a standby answers with an error.
  if (readOnly) throw new Error('Postgres takes no writes: it is a standby, or read-only');
  await dataSource.query(`SELECT pg_logical_emit_message(true, 'roster', 'ready')`);
}

async function assertMigrated(dataSource: DataSource): Promise<void> {
  const pending = await pendingMigrations(dataSource);
  if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}`);
}

export interface DatabaseState extends SampledDatabase {
  /** The age of the oldest unfinished bulk, in milliseconds; null when there is none. */
  readonly oldest_bulk_ms: number | null;
  /** How long the oldest audit event without a seal has been there, in milliseconds; null when all are sealed. */
  readonly unsealed_ms: number | null;
  /** How long the oldest audit event without a position in the feed has been there, in milliseconds; null when all have one. */
  readonly feed_lag_ms: number | null;
  /** The last position that was given in the feed. */
  readonly feed_position: number;
}

/**
 * The backlog in the database. Bulks take longer and are counted apart. Audit events and seals that came with organizations
 * from other cells were fed and sealed there. The replication lag needs the role `pg_monitor`;
 * without it, it is null.
 */
export async function readDatabaseState(dataSource: DataSource): Promise<DatabaseState> {
  const [row]: [DatabaseState] = await dataSource.query(`
    SELECT count(*) FILTER (WHERE kind <> 'member.bulk_add')::int AS accepted,
           greatest(0, extract(epoch FROM clock_timestamp() - min(created_at) FILTER (WHERE kind <> 'member.bulk_add'))
             * 1000)::float8 AS oldest_accepted_ms,
           greatest(0, extract(epoch FROM clock_timestamp() - min(created_at) FILTER (WHERE kind = 'member.bulk_add'))
             * 1000)::float8 AS oldest_bulk_ms,
           (SELECT max(coalesce(extract(epoch FROM replay_lag), 0) * 1000) FROM pg_stat_replication
            WHERE state IS NOT NULL)::float8 AS replication_lag_ms,
           (SELECT greatest(0, extract(epoch FROM clock_timestamp() - first.occurred_at) * 1000)
            FROM (${OWN_EVENTS}) AS own CROSS JOIN LATERAL (
              SELECT occurred_at FROM audit_events WHERE id > own."sealedTo" AND id < own.before ORDER BY id LIMIT 1
            ) AS first)::float8 AS unsealed_ms,
           (SELECT greatest(0, extract(epoch FROM clock_timestamp() - min(first.occurred_at)) * 1000)
            FROM feed_relay r CROSS JOIN this_cell c
            CROSS JOIN LATERAL unnest(r.gaps + int8multirange(int8range(r.scanned_to + 1, c.end_event_id))) AS unseen
            CROSS JOIN LATERAL (
              SELECT occurred_at FROM audit_events
              WHERE id >= lower(unseen) AND id < upper(unseen) ORDER BY id LIMIT 1
            ) AS first HAVING count(*) > 0)::float8 AS feed_lag_ms,
           (SELECT last_position FROM feed_relay)::float8 AS feed_position
    FROM operations WHERE state = 'accepted'`);
  const { accepted } = row;
  return accepted > 0 ? row : { ...row, oldest_accepted_ms: null };
}

/** The pool of `pg` that TypeORM holds. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** The connections of this process's pools, how many are idle, and how many callers wait for one. */
export function poolUse(
  ...dataSources: readonly DataSource[]
): { total: number; idle: number; waiting: number } | undefined {
  const pools = dataSources.flatMap(({ driver }) => (driver as unknown as { master?: Pool }).master ?? []);
  if (pools.length === 0) return undefined;
  return {
    total: pools.reduce((sum, { totalCount }) => sum + totalCount, 0),
    idle: pools.reduce((sum, { idleCount }) => sum + idleCount, 0),
    waiting: pools.reduce((sum, { waitingCount }) => sum + waitingCount, 0),
  };
}
