import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const ARCHIVE_FORMAT = 'roster-audit-archive/1';
export const MANIFEST = 'manifest.json';
export const SEALS = 'seals.ndjson.gz';

export interface ArchivedFile {
  readonly name: string;
  readonly lines: number;
  readonly bytes: number;
  /** Of the compressed file, in hex. */
  readonly sha256: string;
}

export interface ArchivedEvents extends ArchivedFile {
  readonly first_id: string;
  readonly last_id: string;
  readonly first_at: string;
  readonly last_at: string;
}

/** What a folder of the archive contains: one partition of the audit. */
export interface ArchiveManifest {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly partition: number;
  /** From when on, and until when, events were written to the partition. */
  readonly opened_at: string;
  readonly closed_at: string;
  /** The names of the values of each event, in their order. */
  readonly columns: readonly string[];
  readonly events: number;
  /** Null when there are no events. */
  readonly first_id: string | null;
  readonly last_id: string | null;
  /** The lowest and the highest time of an event. */
  readonly first_at: string | null;
  readonly last_at: string | null;
  readonly files: readonly ArchivedEvents[];
  readonly seals: ArchivedFile;
}

/** The archive is damaged, incomplete or not what was sealed. */
export class ArchiveDamaged extends Error {
  override readonly name = 'ArchiveDamaged';
}

/** `audit-0007`: padded, so that file listings sort by partition. */
export function folderOf(partition: number): string {
  return `audit-${String(partition).padStart(4, '0')}`;
}

/** @throws ArchiveDamaged when there is none, or it cannot be read */
export async function readManifest(folder: string): Promise<ArchiveManifest> {
  const file = join(folder, MANIFEST);
  try {
    const manifest: ArchiveManifest = JSON.parse(await readFile(file, 'utf8'));
    if (manifest.format === ARCHIVE_FORMAT) return manifest;
  } catch (cause) {
    throw new ArchiveDamaged(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}.`, { cause });
  }
  throw new ArchiveDamaged(`${file} is not a manifest of the format ${ARCHIVE_FORMAT}.`);
}
