import type { OrganizationManifest } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { PARTITION_BITS, PARTITIONS_OF_CELL } from '../partitions/partition-ranges.js';

/**
 * Makes the first partition of a cell's own events, from which the workers go on, and one ahead. Partitions 0 and 1, which
 * every database begins with, stay for the events of cell 0.
 */
export async function beginPartitions(tx: EntityManager, cell: number): Promise<void> {
  const first = cell * PARTITIONS_OF_CELL;
  await attach(tx, `audit_events_${first}`, first, first + 1);
  await tx.query(
    `INSERT INTO table_partitions (table_name, number, opened_at) VALUES ('audit_events', $1, clock_timestamp())`,
    [first],
  );
  await tx.query(`SELECT make_partition('audit_events', $1)`, [first + 1]);
}

/** Makes a partition for the events of each of these cells that is another than this and has none yet. */
export async function makeRoomForEvents(owner: DataSource, cells: readonly number[]): Promise<void> {
  for (const cell of cells) {
    await owner.transaction(async (tx) => {
      const leaf = `audit_events_cell_${cell}`;
      const [{ needed }] = await tx.query(
        `SELECT number <> $1 AND to_regclass($2) IS NULL AS needed FROM this_cell FOR UPDATE`,
        [cell, leaf],
      );
      if (!needed) return;
      const first = cell * PARTITIONS_OF_CELL;
      await attach(tx, leaf, cell === 0 ? 2 : first, first + PARTITIONS_OF_CELL);
    });
  }
}

/**
 * Partitions of other cells that were archived there: the seals of their events are here, and the events are not. Partitions 0
 * and 1 are known in every database; in another cell than 0 they are of cell 0, too.
 */
export async function noteDroppedPartitions(
  tx: EntityManager,
  dropped: OrganizationManifest['dropped_partitions'],
): Promise<void> {
  await tx.query(
    `INSERT INTO table_partitions (table_name, number, made_at, archived_at, archive_sha256, dropped_at)
     SELECT 'audit_events', d.number, d.made_at, d.dropped_at, d.archive_sha256, d.dropped_at
     FROM jsonb_to_recordset($1::jsonb) AS d (number integer, made_at timestamptz, archive_sha256 text, dropped_at timestamptz),
          this_cell c
     WHERE d.number / ${PARTITIONS_OF_CELL} <> c.number
     ON CONFLICT (table_name, number) DO UPDATE SET
       archived_at = excluded.archived_at, archive_sha256 = excluded.archive_sha256, dropped_at = excluded.dropped_at
     WHERE table_partitions.dropped_at IS NULL`,
    [JSON.stringify(dropped)],
  );
}

/** Like an existing partition, for the ids of the partitions from `first` up to, not including, `end`. */
async function attach(tx: EntityManager, leaf: string, first: number, end: number): Promise<void> {
  const [{ model }] = await tx.query(
    `SELECT inhrelid::regclass::text AS model FROM pg_inherits WHERE inhparent = 'audit_events'::regclass
     ORDER BY inhrelid LIMIT 1`,
  );
  await tx.query(`
    CREATE TABLE ${leaf} (LIKE ${model} INCLUDING ALL EXCLUDING IDENTITY);
    CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${leaf}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
    ALTER TABLE audit_events ATTACH PARTITION ${leaf}
      FOR VALUES FROM (${BigInt(first) << PARTITION_BITS}) TO (${BigInt(end) << PARTITION_BITS});
  `);
}
