import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { lockOutImports } from '../advisory-locks.js';
import { UNLIMITED } from '../sessions/session-limits.js';
import { ArchiveDamaged, folderOf, MANIFEST, readManifest } from './archive-format.js';
import { type ClosedPartition, closedPartitions } from './closed-partitions.js';
import { checksumOf } from './compressed-lines.js';
import { dropPartition } from './drop-partition.js';
import { assertSameSeals } from './seal-lines.js';
import { verifyArchive } from './verify-archive.js';
import { writeArchive } from './write-archive.js';

interface ArchiveOptions {
  /** Partitions that were closed before this moment are archived. */
  readonly before: Date;
  readonly directory: string;
  /** Drop these partitions once they have been verified in the archive. */
  readonly drop: boolean;
  readonly eventsPerFile?: number;
  readonly onProgress?: (phase: string, events: number, total: number) => void;
}

interface Archived {
  readonly archived: number[];
  readonly dropped: number[];
  /** Why the next partition was not dropped. */
  readonly kept: string[];
}

/**
 * Archives the closed partitions of the audit that are not in the directory yet, verifies all of them there and against
 * the database, and notes in it what is archived.
 *
 * @param owner the role that owns the tables
 */
export async function archiveAudit(owner: DataSource, options: ArchiveOptions): Promise<Archived> {
  const { before, directory, drop, onProgress } = options;
  const partitions = await closedPartitions(owner, before);
  const archived: number[] = [];
  for (const partition of partitions) {
    if (await isArchived(directory, partition)) continue;
    if (partition.is_dropping)
      throw new Error(`Partition ${partition.number} is being dropped. Name the directory of its archive.`);
    await writeArchive(owner, partition, directory, {
      eventsPerFile: options.eventsPerFile,
      onProgress: (events, about) => onProgress?.(folderOf(partition.number), events, about),
    });
    await verifyWritten(directory, partition);
    archived.push(partition.number);
  }
  if (partitions.length === 0) return { archived, dropped: [], kept: [] };
  await verifyArchive(directory, {
    only: partitions.map(({ number }) => number),
    onProgress: (events, total) => onProgress?.('verified', events, total),
  });
  for (const partition of partitions) await noteArchived(owner, directory, partition);
  const dropped: number[] = [];
  const kept: string[] = [];
  for (const partition of drop ? partitions : []) {
    const reader = await dropWithoutImports(owner, directory, partition);
    if (reader !== undefined) {
      // The archive has no holes, so younger ones stay as well.
      kept.push(`${folderOf(partition.number)}: ${reader}`);
      break;
    }
    dropped.push(partition.number);
  }
  return { archived, dropped, kept };
}

/**
 * The seals are read after the events. When an organization came or was removed between the two, they do not fit, and the
 * folder would be refused by every later run.
 */
async function verifyWritten(directory: string, { number }: ClosedPartition): Promise<void> {
  try {
    await verifyArchive(directory, { only: [number] });
  } catch (cause) {
    await rm(join(directory, folderOf(number)), { recursive: true });
    throw new ArchiveDamaged(
      `${folderOf(number)} was removed again, as it does not fit: ${cause instanceof Error ? cause.message : cause} ` +
        'Archive again: an organization may have moved while it was written.',
      { cause },
    );
  }
}

/**
 * An organization that comes back brings its old events. They could be in the partition and not in the archive: so no import
 * runs from before the comparison until after the drop.
 */
function dropWithoutImports(
  owner: DataSource,
  directory: string,
  partition: ClosedPartition,
): Promise<string | undefined> {
  return owner.transaction(async (lock) => {
    await lock.query(UNLIMITED);
    await lockOutImports(lock);
    const folder = join(directory, folderOf(partition.number));
    await assertSameSeals(owner, partition, folder);
    return dropPartition(owner, partition, await readManifest(folder));
  });
}

async function isArchived(directory: string, { number }: ClosedPartition): Promise<boolean> {
  return access(join(directory, folderOf(number))).then(
    () => true,
    () => false,
  );
}

async function noteArchived(owner: DataSource, directory: string, partition: ClosedPartition): Promise<void> {
  const folder = join(directory, folderOf(partition.number));
  await assertSameSeals(owner, partition, folder);
  const { sha256 } = await checksumOf(join(folder, MANIFEST));
  await owner.query(
    `UPDATE table_partitions SET archived_at = coalesce(archived_at, clock_timestamp()), archive_sha256 = $2
     WHERE table_name = 'audit_events' AND number = $1`,
    [partition.number, sha256],
  );
}
