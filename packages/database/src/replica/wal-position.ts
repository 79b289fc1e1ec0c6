import type { DataSource } from 'typeorm';
import { NOTED_TIMELINE } from '../feed/feed-statements.js';

/** A place in the write-ahead log of a cluster, in bytes. What was committed before it is visible to those who are there. */
export type WalPosition = bigint;

/** Where a server is in the log, and of what. */
export interface ServerPosition {
  readonly position: WalPosition;
  /**
   * Names the log and the database: cluster, timeline, name. A standby has that of its primary; a restored dump has another
   * one. After a failover there is a new timeline, and positions of the old one may never have been on it.
   */
  readonly database: string;
}

const named = (timeline: string) =>
  `concat_ws(' ', (SELECT system_identifier FROM pg_control_system()), ${timeline}, current_database()) AS database`;

/**
 * A commit is acknowledged when it is on disk. With `synchronous_commit = off` it is acknowledged before, and only the
 * place where the next record goes is surely after it.
 */
const ON_PRIMARY = `
SELECT (CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn()
        ELSE pg_current_wal_flush_lsn() END - '0/0')::text AS position,
       ${named(`('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int`)}`;

/**
 * Of a server that replays a log; the position is null on any other. A commit is visible once the position is past it. The
 * control file has the timeline that was replayed when a page was last written, which after a failover can be minutes ago.
 * The feed's relay notes the new timeline in a row, with the first event on it; a standby that shows the row has followed.
 */
export const ON_REPLICA = `
SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0')::text END AS position,
       ${named(`greatest((SELECT min_recovery_end_timeline FROM pg_control_recovery()), ${NOTED_TIMELINE})`)}`;

interface PositionRow {
  readonly position: string | null;
  readonly database: string;
}

/** @throws when the server does not replay a log: it is a primary, or another kind of replica */
export function serverPosition(row: PositionRow | undefined): ServerPosition {
  if (row === undefined || row.position === null) throw new Error('the server is not a streaming standby');
  return { position: BigInt(row.position), database: row.database };
}

/** A position that is not before any commit that was acknowledged when this was called. */
export async function readPrimaryPosition(primary: DataSource): Promise<ServerPosition> {
  const [row]: PositionRow[] = await primary.query(ON_PRIMARY);
  return serverPosition(row);
}

/** How far a replica has replayed the log. */
export async function readReplicaPosition(replica: DataSource): Promise<ServerPosition> {
  const [row]: PositionRow[] = await replica.query(ON_REPLICA);
  return serverPosition(row);
}
