import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FORMAT, type OrganizationId, type OrganizationManifest } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { rfc3339 } from '../sql.js';
import { keyFingerprint } from './cell-number.js';
import { lockFence } from './fences.js';
import { ORGANIZATION_TABLES } from './organization-tables.js';
import { columnsOf, copyToFile, TEXT_FORM } from './table-copy.js';

export const MANIFEST_FILE = 'manifest.json';

/** Where the rows of a table are in the folder of an export. */
export function fileOf(folder: string, table: string): string {
  return join(folder, `${table}.copy.gz`);
}

export interface CopyOptions {
  /** Called after each table. */
  readonly onProgress?: ((tables: number, total: number) => void) | undefined;
}

/**
 * Writes a frozen organization that has settled to files, all as of one moment. The manifest is written last: without it the
 * folder is no export.
 *
 * @param folder exists
 * @throws Error when the organization is not frozen here
 */
export async function exportOrganization(
  owner: DataSource,
  organizationId: OrganizationId,
  folder: string,
  { onProgress }: CopyOptions = {},
): Promise<OrganizationManifest> {
  const ticketHash = await owner.transaction(async (tx) => {
    const { state, ticket, ticket_hash: hash } = await lockFence(tx, organizationId);
    if (state !== 'frozen' || ticket === null) throw new Error(`${organizationId} has moved, or is not opened here.`);
    return hash;
  });
  const file = join(folder, MANIFEST_FILE);
  await rm(file, { force: true });
  const manifest = await owner.transaction('REPEATABLE READ', async (tx): Promise<OrganizationManifest> => {
    await tx.query(`SET TRANSACTION READ ONLY; ${TEXT_FORM}`);
    const tables: OrganizationManifest['tables'] = [];
    for (const table of ORGANIZATION_TABLES) {
      const columns = await columnsOf(tx, table);
      const contents = await copyToFile(tx, table, organizationId, columns, fileOf(folder, table.name));
      tables.push({ name: table.name, columns, ...contents });
      onProgress?.(tables.length, ORGANIZATION_TABLES.length);
    }
    return {
      format: MANIFEST_FORMAT,
      organization_id: organizationId,
      ...(await describeExport(tx, organizationId)),
      key_sha256: await keyFingerprint(tx),
      ticket_sha256: ticketHash.toString('hex'),
      tables,
    };
  });
  await writeFile(`${file}.part`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
  return manifest;
}

type Description = Pick<
  OrganizationManifest,
  'exported_at' | 'schema' | 'event_cells' | 'dropped_partitions' | 'feed' | 'encryption_keys' | 'slack_workspaces'
>;

async function describeExport(tx: EntityManager, organizationId: OrganizationId): Promise<Description> {
  const [row] = await tx.query(
    `SELECT ${rfc3339('now()')} AS exported_at,
            (SELECT name FROM migrations ORDER BY "timestamp" DESC LIMIT 1) AS schema,
            ARRAY(SELECT DISTINCT (id >> 56)::int FROM audit_events WHERE organization_id = $1 ORDER BY 1) AS event_cells,
            ARRAY(SELECT json_build_object('number', number, 'made_at', ${rfc3339('made_at')},
                                           'archive_sha256', archive_sha256, 'dropped_at', ${rfc3339('dropped_at')})
                  FROM table_partitions WHERE table_name = 'audit_events' AND dropped_at IS NOT NULL ORDER BY number)
              AS dropped_partitions,
            (SELECT last_position::text FROM feed_relay) AS position,
            ARRAY(SELECT json_build_object('epoch', epoch, 'first_position', first_position::text) FROM (
              SELECT epoch, first_position FROM feed_arrivals WHERE organization_id = $1
              UNION ALL
              SELECT epoch, first_position FROM feed_epochs WHERE epoch > coalesce(
                (SELECT max(epoch) FROM feed_arrivals WHERE organization_id = $1), 0)
            ) AS e ORDER BY epoch) AS epochs,
            ARRAY(SELECT workspace_id FROM slack_installations WHERE organization_id = $1 ORDER BY 1) AS slack_workspaces`,
    [organizationId],
  );
  const { exported_at, schema, event_cells, dropped_partitions, position, epochs, slack_workspaces } = row;
  return {
    exported_at,
    schema,
    event_cells,
    dropped_partitions,
    feed: { position, epochs },
    encryption_keys: await encryptionKeysOf(tx, organizationId),
    slack_workspaces,
  };
}

/** The IDs of the keys that the secrets of the organization are sealed with. */
export async function encryptionKeysOf(
  tx: EntityManager,
  organizationId: OrganizationId,
): Promise<OrganizationManifest['encryption_keys']> {
  const [keys] = await tx.query(
    `SELECT ARRAY(SELECT key_id FROM webhook_endpoints WHERE organization_id = $1
                  UNION SELECT previous_key_id FROM webhook_endpoints
                  WHERE organization_id = $1 AND previous_key_id IS NOT NULL ORDER BY 1) AS webhooks,
            ARRAY(SELECT DISTINCT key_id FROM slack_installations
                  WHERE organization_id = $1 AND key_id IS NOT NULL ORDER BY 1) AS slack`,
    [organizationId],
  );
  return keys;
}
