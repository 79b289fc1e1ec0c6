import type { DataSource, EntityManager } from 'typeorm';
import { IS_IMPORT } from '../advisory-locks.js';

type Database = DataSource | EntityManager;

/**
 * The transactions with a lock on `audit_events` that lets them write into it. VACUUM, which can take long, holds another kind.
 * An import holds it for as long as an organization is copied, but draws no numbers: its events bring theirs.
 */
const WRITERS = `
  FROM (
    SELECT virtualtransaction FROM pg_locks
    WHERE granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    GROUP BY virtualtransaction
    HAVING bool_or(locktype = 'relation' AND relation = 'audit_events'::regclass AND mode = 'RowExclusiveLock')
       AND NOT bool_or(${IS_IMPORT})
  ) AS writer`;

/** Transactions of one start of the server: after a restart or a failover the same names are given to others. */
export interface AuditWriters {
  readonly server: string;
  readonly transactions: readonly string[];
}

/**
 * The running transactions that may have drawn numbers of audit events. Before it draws one, a transaction locks the table
 * against changes of its schema, and it holds that lock until its events are visible. So a number that was seen, or passed
 * over, before this call belongs to one of these or to a transaction that has ended.
 */
export async function auditWriters(database: Database): Promise<AuditWriters> {
  const [writers] = await database.query(
    `SELECT pg_postmaster_start_time()::text AS server,
            ARRAY(SELECT virtualtransaction ${WRITERS}) AS transactions`,
  );
  return writers;
}

/** Whether all of them have ended; undefined when the server is another one by now, which may draw the numbers again. */
export async function haveEnded(
  database: Database,
  { server, transactions }: AuditWriters,
): Promise<boolean | undefined> {
  const [now] = await database.query(
    `SELECT pg_postmaster_start_time()::text AS server,
            NOT EXISTS (SELECT ${WRITERS} WHERE virtualtransaction = ANY ($1)) AS ended`,
    [transactions],
  );
  return now.server === server ? now.ended : undefined;
}
