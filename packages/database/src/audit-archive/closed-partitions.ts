import type { DataSource } from 'typeorm';

/** A partition of the audit that is no longer written into. */
export interface ClosedPartition {
  readonly number: number;
  readonly opened_at: Date;
  readonly closed_at: Date;
  /** The numbers of its events: from the first (inclusive) to the last (exclusive). */
  readonly from: string;
  readonly to: string;
  readonly archived_at: Date | null;
  /** When it was decided to drop it: what is left of it goes when the command is run again. */
  readonly dropped_at: Date | null;
  /** Whether its table is still there. */
  readonly is_there: boolean;
}

/** Those that were closed before a moment and not dropped, the oldest first. */
export function closedPartitions(dataSource: DataSource, before: Date): Promise<ClosedPartition[]> {
  return dataSource.query(
    `SELECT p.number, p.opened_at, next.opened_at AS closed_at, p.archived_at, p.dropped_at,
            p.number::bigint << 40 AS "from", next.number::bigint << 40 AS "to",
            to_regclass('audit_events_' || p.number) IS NOT NULL AS is_there
     FROM table_partitions p JOIN table_partitions next USING (table_name)
     WHERE table_name = 'audit_events' AND next.number = p.number + 1 AND next.opened_at <= $1
       AND (p.dropped_at IS NULL OR to_regclass('audit_events_' || p.number) IS NOT NULL)
     ORDER BY p.number`,
    [before],
  );
}
