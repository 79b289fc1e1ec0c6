import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Seal } from '../audit/seal.js';
import { SEAL_COLUMNS } from '../audit/seal-statements.js';
import { ArchiveDamaged, SEALS } from './archive-format.js';
import type { ClosedPartition } from './closed-partitions.js';
import { readLines } from './compressed-lines.js';

/** A seal names up to 10,000 events. */
const PAGE = 100;

const BYTES = ['events_hash', 'marks', 'previous_hash', 'hash', 'signature'] as const;

/** A seal as a line of JSON, with bytes in base64. */
function sealToLine(seal: Seal): string {
  const bytes = BYTES.map((key) => [key, seal[key]?.toString('base64') ?? null]);
  return JSON.stringify({ ...seal, ...Object.fromEntries(bytes) });
}

export function sealFromLine(line: string): Seal {
  const seal = JSON.parse(line);
  const bytes = BYTES.map((key) => [key, seal[key] === null ? null : Buffer.from(seal[key], 'base64')]);
  return { ...seal, ...Object.fromEntries(bytes) };
}

/** The seals of a partition in the order in which they are checked: turn by turn of the sealer. */
export async function* sealLines(
  dataSource: DataSource,
  { from, to }: Pick<ClosedPartition, 'from' | 'to'>,
): AsyncGenerator<string> {
  let after: readonly [string, string] = [from, ''];
  for (;;) {
    const seals: Seal[] = await dataSource.query(
      `SELECT ${SEAL_COLUMNS} FROM audit_seals WHERE (to_id, organization_id) > ($1, $2) AND to_id < $3
       ORDER BY to_id, organization_id LIMIT ${PAGE}`,
      [...after, to],
    );
    for (const seal of seals) yield sealToLine(seal);
    const last = seals.at(-1);
    if (last === undefined) return;
    after = [last.to_id, last.organization_id];
  }
}

/**
 * Compares the seals in a folder with those in the database. Each has the hash of its events, so a folder whose events fit
 * its seals has the events of this database.
 *
 * @throws ArchiveDamaged when they differ: the folder is of another installation, or was written before a restore
 */
export async function assertSameSeals(
  dataSource: DataSource,
  partition: ClosedPartition,
  folder: string,
): Promise<void> {
  const archived = readLines(join(folder, SEALS));
  for await (const line of sealLines(dataSource, partition)) {
    const { value } = await archived.next();
    if (value !== line) throw new ArchiveDamaged(`${folder} is not of this database: its seals are others.`);
  }
  if (!(await archived.next()).done) throw new ArchiveDamaged(`${folder} has seals that the database lacks.`);
}
