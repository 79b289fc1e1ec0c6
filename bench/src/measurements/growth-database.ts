import type { GrowthOptions } from '../options.js';
import { queries, query } from '../stack/query.js';

/** How long the workers keep operations: the least that `OPERATION_RETENTION_HOURS` allows. */
const RETENTION = '24 hours';

/** How much older a minute of the run makes the partitions, so that they are made, opened and dropped within minutes. */
const PARTITIONS_AGE: Readonly<Record<string, string>> = { audit_events: '31 days', change_requests: '1 day' };

/** Rows that one statement inserts. */
const PIECE = 50_000;

/** For what comes between the last insert and the load, and for a load that ends late. */
const MARGIN_SECONDS = 60;

/**
 * Operations that ended a day ago, `perSecond` each second, like one that the database has: as many expire in each second
 * of the run as are added. They expire from the first insert on, so there are more than enough for `seconds` after the last.
 *
 * @param beforePiece called now and then; what it throws ends it
 */
export async function addExpiringOperations(
  databaseUrl: string,
  { perSecond, seconds }: GrowthOptions,
  beforePiece: () => void,
): Promise<void> {
  const began = new Date();
  const needed = () => perSecond * ((Date.now() - began.getTime()) / 1_000 + seconds + MARGIN_SECONDS);
  // Whole pieces: the rest that is needed grows while it is inserted.
  for (let first = 1; first <= needed(); first += PIECE) {
    beforePiece();
    await query(
      databaseUrl,
      `INSERT INTO operations (id, organization_id, kind, department_id, user_id, request_hash, state, result, channel,
                               actor_type, actor_id, trace_id, created_at, finished_at)
       SELECT 'op_' || md5('expiring ' || n), o.organization_id, o.kind, o.department_id, 'usr_b' || n, o.request_hash, o.state,
              o.result, o.channel, o.actor_type, o.actor_id, md5('trace ' || n), at, at
       FROM (SELECT * FROM operations WHERE state = 'done' LIMIT 1) o, generate_series($1::int, $2::int) n,
            LATERAL (SELECT $3::timestamptz - interval '${RETENTION}' + n * interval '1 second' / $4::float8 AS at) AS ended
       ORDER BY n`,
      [first, first + PIECE - 1, began, perSecond],
    );
  }
  await queries(databaseUrl, ['VACUUM ANALYZE operations', 'CHECKPOINT']);
}

/** As if more time had passed than did. */
export async function agePartitions(databaseUrl: string, seconds: number): Promise<void> {
  for (const [table, age] of Object.entries(PARTITIONS_AGE))
    await query(
      databaseUrl,
      `UPDATE table_partitions SET made_at = made_at - by, opened_at = opened_at - by
       FROM (SELECT $2::float8 / 60 * $3::interval AS by) AS age WHERE table_name = $1`,
      [table, seconds, age],
    );
}

export const GROWING = ['operations', 'department_members', 'audit_events', 'change_requests'] as const;
export type GrowingTable = (typeof GROWING)[number];

/** A table with all its partitions and indexes. */
export interface TableSize {
  /** Rows, as Postgres's statistics count them. */
  readonly live: number;
  readonly dead: number;
  readonly bytes: number;
  readonly deleted: number;
  readonly autovacuums: number;
}

export interface DatabaseSize {
  readonly tables: Readonly<Record<GrowingTable, TableSize>>;
  /** Bytes of the write-ahead log since the cluster was made. */
  readonly wal: number;
  /** How long ago the oldest operation expired that has not been deleted. */
  readonly behindSeconds: number;
  /** Of the audit and the requests, since the database was made. */
  readonly partitionsOpened: number;
  readonly partitionsDropped: number;
}

export async function readDatabaseSize(databaseUrl: string): Promise<DatabaseSize> {
  const tables = await query<TableSize & { name: GrowingTable }>(
    databaseUrl,
    `SELECT t.name, sum(n_live_tup)::float8 AS live, sum(n_dead_tup)::float8 AS dead,
            sum(pg_total_relation_size(s.relid))::float8 AS bytes, sum(n_tup_del)::float8 AS deleted,
            sum(autovacuum_count)::float8 AS autovacuums
     FROM unnest($1::text[]) AS t (name)
     JOIN pg_stat_user_tables s ON s.relid = t.name::regclass
       OR s.relid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = t.name::regclass)
     GROUP BY t.name`,
    [GROWING],
  );
  const [rest] = await query<Omit<DatabaseSize, 'tables'>>(
    databaseUrl,
    `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS wal,
            greatest(0, extract(epoch FROM clock_timestamp() - interval '${RETENTION}' - (
              SELECT min(finished_at) FROM operations WHERE state <> 'accepted')))::float8 AS "behindSeconds",
            count(opened_at)::int AS "partitionsOpened",
            (SELECT sum(1 + last - there) FROM (
              SELECT max(number) AS last, count(*) AS there FROM table_partitions GROUP BY table_name
            ) AS numbers)::int AS "partitionsDropped"
     FROM table_partitions`,
  );
  if (rest === undefined) throw new Error('The database has no partitions');
  const sizes = Object.fromEntries(tables.map(({ name, ...size }) => [name, size]));
  return { tables: sizes as DatabaseSize['tables'], ...rest };
}
