import { DomainError, type OrganizationManifest } from '@roster/domain';
import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { lockAsImport } from '../advisory-locks.js';
import { arriveInFeed } from '../feed/feed-arrivals.js';
import { keyFingerprint, readCellNumber } from './cell-number.js';
import { makeRoomForEvents, noteDroppedPartitions } from './event-ranges.js';
import { type CopyOptions, fileOf } from './export-organization.js';
import { readFences } from './fences.js';
import { ORGANIZATION_TABLES } from './organization-tables.js';
import { columnsOf, copyFromFile, digestTable, type TableContents, TEXT_FORM } from './table-copy.js';
import { newReceipt } from './tickets.js';

export interface ImportResult {
  /** The same export was imported before, and nothing was changed. */
  readonly wasPresent: boolean;
  /** Names the copy. `organization release` needs it. */
  readonly receipt: string;
}

/** Tables of which the planner should know at once how large they are now. */
const LARGEST = ['organization_members', 'departments', 'department_members', 'operations', 'audit_events'];

/**
 * Takes an organization in from an export, in one transaction: all of it, or nothing. What the tables hold then is read again
 * and compared with the export. The organization is frozen until `openOrganization`.
 *
 * @throws DomainError ORGANIZATION_DUPLICATE when it lives here, and Error when the cells or the files do not fit
 */
export async function importOrganization(
  owner: DataSource,
  manifest: OrganizationManifest,
  folder: string,
  { onProgress }: CopyOptions = {},
): Promise<ImportResult> {
  const { organization_id: organizationId, ticket_sha256: ticketHash } = manifest;
  await makeRoomForEvents(owner, manifest.event_cells);
  const result = await owner.transaction(async (tx): Promise<ImportResult> => {
    // The release trusts that the copy will still be there.
    await tx.query(`${TEXT_FORM}; SET LOCAL synchronous_commit = on`);
    await lockAsImport(tx);
    const present = await readPresent(tx, manifest);
    if (present !== null) return { wasPresent: true, receipt: present };
    await assertFits(tx, manifest);
    let done = 0;
    const total = 2 * ORGANIZATION_TABLES.length;
    for (const { name } of ORGANIZATION_TABLES) {
      const table = tableOf(manifest, name);
      const copied = await copyFromFile(tx, name, table.columns, fileOf(folder, name)).catch(explainNoPartition);
      assertSame(table, copied, 'The file was changed');
      onProgress?.(++done, total);
    }
    for (const table of ORGANIZATION_TABLES) {
      const exported = tableOf(manifest, table.name);
      const stored = await digestTable(tx, table, organizationId, exported.columns);
      assertSame(exported, stored, 'The table does not hold what was exported');
      onProgress?.(++done, total);
    }
    const hash = Buffer.from(ticketHash, 'hex');
    const receipt = newReceipt(await readCellNumber(tx), hash);
    await tx.query(
      `INSERT INTO organization_fences (organization_id, state, ticket_hash, receipt) VALUES ($1, 'frozen', $2, $3)`,
      [organizationId, hash, receipt],
    );
    await noteDroppedPartitions(tx, manifest.dropped_partitions);
    await arriveInFeed(tx, organizationId, manifest.feed);
    return { wasPresent: false, receipt };
  });
  if (!result.wasPresent) await owner.query(`ANALYZE ${LARGEST.join(', ')}`);
  return result;
}

/**
 * The receipt of the copy that was imported from this export before; null when the organization is not here.
 *
 * @throws DomainError ORGANIZATION_DUPLICATE when it came from elsewhere, or by another export
 */
async function readPresent(tx: EntityManager, manifest: OrganizationManifest): Promise<string | null> {
  const { organization_id: organizationId, ticket_sha256: ticketHash } = manifest;
  const [{ exists, receipt }] = await tx.query(
    `SELECT EXISTS (SELECT FROM organizations WHERE id = $1) AS exists,
            (SELECT receipt FROM organization_fences
             WHERE organization_id = $1 AND ticket IS NULL AND ticket_hash = $2) AS receipt`,
    [organizationId, Buffer.from(ticketHash, 'hex')],
  );
  if (exists && receipt !== null) return receipt;
  if (exists || (await readFences(tx, [organizationId])).size > 0)
    throw new DomainError('ORGANIZATION_DUPLICATE', { organization_id: organizationId });
  return null;
}

/** The name of the last migration. */
export async function readSchema(tx: EntityManager): Promise<string> {
  const [{ schema }] = await tx.query('SELECT name AS schema FROM migrations ORDER BY "timestamp" DESC LIMIT 1');
  return schema;
}

/** @throws Error when this is no cell that can take in what another of that schema and key exports */
export async function assertCellFits(
  tx: EntityManager,
  from: Pick<OrganizationManifest, 'schema' | 'key_sha256'>,
): Promise<void> {
  const schema = await readSchema(tx);
  if (schema !== from.schema)
    throw new Error(`The export is of the schema ${from.schema}, and this cell has ${schema}: update the older cell.`);
  if ((await keyFingerprint(tx)) !== from.key_sha256)
    throw new Error(
      'This cell has another key for IDs than the one of the export: it was not made with "cell prepare".',
    );
}

async function assertFits(tx: EntityManager, manifest: OrganizationManifest): Promise<void> {
  await assertCellFits(tx, manifest);
  const known = new Set(ORGANIZATION_TABLES.map(({ name }) => name));
  const unknown = manifest.tables.filter(({ name }) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`The export has tables that are unknown here: ${unknown.map(({ name }) => name)}.`);
  for (const table of ORGANIZATION_TABLES) {
    const columns = await columnsOf(tx, table);
    if ([...columns].sort().join() !== [...tableOf(manifest, table.name).columns].sort().join())
      throw new Error(`The table ${table.name} has other columns than the export.`);
  }
}

function tableOf(manifest: OrganizationManifest, name: string): OrganizationManifest['tables'][number] {
  const table = manifest.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`The export lacks the table ${name}.`);
  return table;
}

function assertSame(exported: TableContents & { name: string }, found: TableContents, what: string): void {
  if (exported.rows === found.rows && exported.sha256 === found.sha256) return;
  throw new Error(
    `${what}: ${exported.name} has ${found.rows} rows with the SHA-256 ${found.sha256}, and the export says ` +
      `${exported.rows} with ${exported.sha256}. Nothing was imported.`,
  );
}

/** An event finds no partition when the organization comes back to a cell that has dropped the one in which it was written. */
function explainNoPartition(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.message.startsWith('no partition of relation "audit_events"'))
    throw new Error(
      'This cell has archived and dropped a partition of the audit, and the organization brings events that belong into it: ' +
        'it cannot move here. Nothing was imported.',
      { cause: error },
    );
  throw error;
}
