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

/**
 * The seals of a partition in the order in which they are checked: turn by turn of the sealer. An organization that came from
 * another cell has got seals there: they stand before the next one of this cell, so that its chain has no gap.
 */
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
    const elsewhere: Seal[] = await dataSource.query(SEALED_ELSEWHERE, [
      seals.map(({ organization_id }) => organization_id),
      seals.map(({ number }) => number),
      from,
    ]);
    let next = 0;
    for (const seal of seals) {
      const isBefore = (one: Seal) =>
        one.organization_id === seal.organization_id && BigInt(one.number) < BigInt(seal.number);
      for (let one = elsewhere[next]; one !== undefined && isBefore(one); one = elsewhere[++next])
        yield sealToLine(one);
      yield sealToLine(seal);
    }
    const last = seals.at(-1);
    if (last === undefined) return;
    after = [last.to_id, last.organization_id];
  }
}

/** Between each of these seals of organizations ($1 and $2) and the one before it of this cell, which has the partition from $3 on. */
const SEALED_ELSEWHERE = `
  SELECT ${SEAL_COLUMNS} FROM audit_seals JOIN (
    SELECT s.turn, f.organization_id, f.number
    FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS s (organization_id, number, turn)
    CROSS JOIN LATERAL (
      SELECT coalesce(max(number), 0) AS number FROM (
        SELECT number FROM audit_seals b
        WHERE b.organization_id = s.organization_id AND b.number < s.number AND b.to_id >> 56 = $3::bigint >> 56
        ORDER BY number DESC LIMIT 1
      ) AS own
    ) AS own
    JOIN audit_seals f ON f.organization_id = s.organization_id AND f.number > own.number AND f.number < s.number
  ) AS found USING (organization_id, number)
  ORDER BY found.turn, number`;

/**
 * Compares the seals in a folder with those in the database. Each has the hash of its events, so a folder whose events fit
 * its seals has the events of this database. Seals of organizations that were removed since, because they live in another
 * cell, are in the folder only.
 *
 * @throws ArchiveDamaged when they differ
 */
export async function assertSameSeals(
  dataSource: DataSource,
  partition: ClosedPartition,
  folder: string,
): Promise<void> {
  const archived = readLines(join(folder, SEALS));
  const next = async () => {
    const { value } = await archived.next();
    return value as string | undefined;
  };
  const other = () =>
    new ArchiveDamaged(
      `${folder} has other seals than this database: it is of another installation, was written before a restore, or ` +
        'an organization has come back since. Archive into another directory.',
    );
  for await (const line of sealLines(dataSource, partition)) {
    let archivedLine = await next();
    while (archivedLine !== line) {
      if (archivedLine === undefined || !(await wasRemoved(dataSource, archivedLine))) throw other();
      archivedLine = await next();
    }
  }
  for (let rest = await next(); rest !== undefined; rest = await next()) {
    if (!(await wasRemoved(dataSource, rest))) throw other();
  }
}

/** Whether `organization remove` has deleted the seal. */
async function wasRemoved(dataSource: DataSource, line: string): Promise<boolean> {
  const { organization_id, to_id } = sealFromLine(line);
  const [{ removed }] = await dataSource.query(
    `SELECT EXISTS (SELECT FROM removed_seals WHERE to_id = $2)
        AND NOT EXISTS (SELECT FROM audit_seals WHERE organization_id = $1) AS removed`,
    [organization_id, to_id],
  );
  return removed;
}
