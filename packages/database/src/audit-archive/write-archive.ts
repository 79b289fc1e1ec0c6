import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { readOwnEvents } from '../audit/own-events.js';
import { EVENT_LINE, SEALED_COLUMNS } from '../audit/seal-statements.js';
import {
  ARCHIVE_FORMAT,
  type ArchivedEvents,
  type ArchiveManifest,
  folderOf,
  MANIFEST,
  SEALS,
} from './archive-format.js';
import type { ClosedPartition } from './closed-partitions.js';
import { checksumOf, readLines, writeLines } from './compressed-lines.js';
import { sealLines } from './seal-lines.js';

interface WriteOptions {
  /** Events in a file. A command that is run again begins with the first file that is not complete. */
  readonly eventsPerFile?: number | undefined;
  /** A whole number of events, of about how many. */
  readonly onProgress?: ((events: number, about: number) => void) | undefined;
}

const EVENTS_PER_FILE = 1_000_000;
const PAGE = 5_000;

interface EventRow {
  readonly id: string;
  readonly line: string;
}

/**
 * Writes a partition of the audit into a folder of its own below `directory`, page by page: no transaction stays open. The
 * folder gets its name when it is whole.
 *
 * @throws Error when no event after the partition is sealed: until then one may have no seal, or appear
 */
export async function writeArchive(
  dataSource: DataSource,
  partition: ClosedPartition,
  directory: string,
  options: WriteOptions = {},
): Promise<ArchiveManifest> {
  const ends = await endsOf(dataSource, partition);
  const folder = join(directory, folderOf(partition.number));
  const draft = `${folder}.partial`;
  await mkdir(draft, { recursive: true });
  const files = await completeFiles(draft);
  const perFile = options.eventsPerFile ?? EVENTS_PER_FILE;
  const about = ends === undefined ? 0 : Number(BigInt(ends.last) - BigInt(ends.first)) + 1;
  let events = files.reduce((sum, { lines }) => sum + lines, 0);
  const told = () => options.onProgress?.(Math.min(events, about), about);
  for (
    let after = files.at(-1)?.last_id ?? null;
    after !== (ends?.last ?? null);
    after = files.at(-1)?.last_id ?? null
  ) {
    const name = `events-${String(files.length + 1).padStart(5, '0')}.ndjson.gz`;
    const span = { from: after === null ? partition.from : String(BigInt(after) + 1n), to: partition.to };
    const bounds = new EventBounds();
    const lines = eventLines(dataSource, span, perFile, (line) => {
      bounds.include(line);
      events += 1;
      if (events % PAGE === 0) told();
    });
    const file = await writeLines(join(draft, name), lines);
    files.push({ ...file, ...bounds.values });
  }
  const seals = await writeLines(join(draft, SEALS), sealLines(dataSource, partition));
  const manifest: ArchiveManifest = {
    format: ARCHIVE_FORMAT,
    partition: partition.number,
    opened_at: partition.opened_at.toISOString(),
    closed_at: partition.closed_at.toISOString(),
    columns: SEALED_COLUMNS,
    events,
    first_id: ends?.first ?? null,
    last_id: ends?.last ?? null,
    first_at: files.map(({ first_at }) => first_at).sort()[0] ?? null,
    last_at:
      files
        .map(({ last_at }) => last_at)
        .sort()
        .at(-1) ?? null,
    files,
    seals,
  };
  await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  await syncFolder(draft);
  await rename(draft, folder);
  await syncFolder(directory);
  return manifest;
}

/** The first and the last event; undefined when there is none. */
async function endsOf(dataSource: DataSource, { number, from, to }: ClosedPartition) {
  // Seals that came with organizations from other cells may have higher numbers.
  const { sealedTo } = await readOwnEvents(dataSource);
  const [{ first, last }] = await dataSource.query(
    'SELECT min(id) AS first, max(id) AS last FROM audit_events WHERE id >= $1 AND id < $2',
    [from, to],
  );
  if (BigInt(sealedTo) < BigInt(to))
    throw new Error(
      `Partition ${number} may still get events: no event of the next partition is sealed yet. Workers seal them within a minute.`,
    );
  return first === null ? undefined : ({ first, last } as { first: string; last: string });
}

async function* eventLines(
  dataSource: DataSource,
  { from, to }: { from: string; to: string },
  limit: number,
  onLine: (line: string) => void,
): AsyncGenerator<string> {
  let next = BigInt(from);
  for (let left = limit; left > 0; ) {
    const rows: EventRow[] = await dataSource.query(
      `SELECT e.id, ${EVENT_LINE} AS line FROM audit_events e WHERE e.id >= $1 AND e.id < $2 ORDER BY e.id LIMIT $3`,
      [String(next), to, Math.min(left, PAGE)],
    );
    for (const row of rows) {
      onLine(row.line);
      yield row.line;
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    left -= rows.length;
    next = BigInt(last.id) + 1n;
  }
}

/** What an interrupted command has finished. The rest is written anew. */
async function completeFiles(draft: string): Promise<ArchivedEvents[]> {
  const files: ArchivedEvents[] = [];
  for (const name of (await readdir(draft)).sort()) {
    const file = join(draft, name);
    if (!/^events-\d+\.ndjson\.gz$/.test(name)) {
      await rm(file);
      continue;
    }
    const bounds = new EventBounds();
    let lines = 0;
    for await (const line of readLines(file)) {
      bounds.include(line);
      lines += 1;
    }
    files.push({ name, lines, ...(await checksumOf(file)), ...bounds.values });
  }
  return files;
}

/** The first and the last number of events in their order, and the lowest and the highest time. */
class EventBounds {
  readonly values = { first_id: '', last_id: '', first_at: '', last_at: '' };

  include(line: string): void {
    const [, id = '', at = ''] = /^\[(\d+), "[^"]*", "([^"]*)"/.exec(line) ?? [];
    const { values } = this;
    values.first_id ||= id;
    values.last_id = id;
    // All have the same form and time zone, so that they compare as texts.
    if (values.first_at === '' || at < values.first_at) values.first_at = at;
    if (at > values.last_at) values.last_at = at;
  }
}

/** What a folder contains is on the disk only when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
