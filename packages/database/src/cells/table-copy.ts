import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import type { OrganizationId } from '@roster/domain';
import type { ClientBase } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import { UNLIMITED } from '../sessions/session-limits.js';
import type { OrganizationTable } from './organization-tables.js';

/** The rows of an organization in one table. */
export interface TableContents {
  readonly rows: number;
  /** SHA-256, in hex, of the rows in the text format of COPY, in the order of their keys. */
  readonly sha256: string;
}

/** The text that Postgres writes of values, the same in every session. */
export const TEXT_FORM = `
  SET LOCAL "TimeZone" = 'UTC'; SET LOCAL "DateStyle" = 'ISO, YMD'; SET LOCAL "IntervalStyle" = 'postgres';
  SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex';
  ${UNLIMITED}`;

/** The columns that are stored, without generated ones and those that each cell fills for itself. */
export async function columnsOf(tx: EntityManager, { name, without = [] }: OrganizationTable): Promise<string[]> {
  const rows: { column_name: string }[] = await tx.query(
    `SELECT column_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [name],
  );
  return rows.map(({ column_name: column }) => column).filter((column) => !without.includes(column));
}

/** Writes the rows of an organization to a file, compressed with gzip. */
export function copyToFile(
  tx: EntityManager,
  table: OrganizationTable,
  organizationId: OrganizationId,
  columns: readonly string[],
  file: string,
): Promise<TableContents> {
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  return copyOut(tx, table, organizationId, columns, (rows, digest) =>
    pipeline(rows, digest, gzip, createWriteStream(file, { mode: 0o600 })),
  );
}

/** What the database holds of an organization in this table. */
export function digestTable(
  tx: EntityManager,
  table: OrganizationTable,
  organizationId: OrganizationId,
  columns: readonly string[],
): Promise<TableContents> {
  return copyOut(tx, table, organizationId, columns, async (rows, digest) => {
    digest.resume();
    await pipeline(rows, digest);
  });
}

async function copyOut(
  tx: EntityManager,
  { name, rows, order, instead = {} }: OrganizationTable,
  organizationId: OrganizationId,
  columns: readonly string[],
  write: (rows: Readable, digest: Transform) => Promise<void>,
): Promise<TableContents> {
  const values = columns.map((column) => instead[column] ?? `t."${column}"`);
  const query = `SELECT ${values.join(', ')} FROM ${name} t WHERE ${rows} ORDER BY ${order}`;
  const client = await clientOf(tx);
  // COPY takes no parameters.
  const stream = client.query(
    copyTo(`COPY (${query.replaceAll('$1', client.escapeLiteral(organizationId))}) TO STDOUT`),
  );
  const digest = new Digest();
  await write(stream, digest);
  return { rows: stream.rowCount, sha256: digest.sha256() };
}

/** Writes the rows of such a file into the table. */
export async function copyFromFile(
  tx: EntityManager,
  name: string,
  columns: readonly string[],
  file: string,
): Promise<TableContents> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const client = await clientOf(tx);
  const stream: Writable & { rowCount: number } = client.query(copyFrom(`COPY ${name} (${list}) FROM STDIN`));
  const digest = new Digest();
  await pipeline(createReadStream(file), createGunzip(), digest, stream);
  return { rows: stream.rowCount, sha256: digest.sha256() };
}

async function clientOf({ queryRunner }: EntityManager): Promise<ClientBase> {
  if (!queryRunner) throw new Error('COPY needs a transaction');
  return queryRunner.connect();
}

/** Passes bytes on and hashes them. */
class Digest extends Transform {
  private readonly hash = createHash('sha256');

  override _transform(bytes: Buffer, _: BufferEncoding, done: (error: null, bytes: Buffer) => void): void {
    this.hash.update(bytes);
    done(null, bytes);
  }

  /** In hex, once all has passed. */
  sha256(): string {
    return this.hash.digest('hex');
  }
}
