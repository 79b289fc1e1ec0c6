import type { DataSource } from 'typeorm';
import { PARTITION_BITS } from '../partitions/partition-ranges.js';

/** A partition of the audit that is no longer written into. */
export interface ClosedPartition {
  readonly number: number;
  readonly opened_at: Date;
  readonly closed_at: Date;
  /** The numbers of its events: from the first (inclusive) to the last (exclusive). */
  readonly from: string;
  readonly to: string;
  /** Its drop was interrupted: the next run finishes it. */
  readonly is_dropping: boolean;
}

/** Those that were closed before a moment and not dropped, the oldest first. */
export function closedPartitions(dataSource: DataSource, before: Date): Promise<ClosedPartition[]> {
  return dataSource.query(
    `SELECT p.number, p.opened_at, next.opened_at AS closed_at, p.dropped_at IS NOT NULL AS is_dropping,
            p.number::bigint << ${PARTITION_BITS} AS "from", next.number::bigint << ${PARTITION_BITS} AS "to"
     FROM table_partitions p JOIN table_partitions next USING (table_name)
     WHERE table_name = 'audit_events' AND next.number = p.number + 1 AND next.opened_at <= $1
       AND (p.dropped_at IS NULL OR to_regclass('audit_events_' || p.number) IS NOT NULL)
     ORDER BY p.number`,
    [before],
  );
}
