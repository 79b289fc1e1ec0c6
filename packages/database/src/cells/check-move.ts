import type { OrganizationId, OrganizationManifest } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { readOrganization } from '../organizations/organizations.js';
import { keyFingerprint } from './cell-number.js';
import { encryptionKeysOf } from './export-organization.js';
import { assertReleasedTo, type FenceRow } from './fences.js';
import { assertCellFits, readSchema } from './import-organization.js';

/**
 * Refuses a move that could not be completed, while nothing has changed yet. Returns the keys that secrets of the organization
 * are sealed with.
 *
 * @param cell the name of the cell that it is to move to
 * @throws DomainError ORGANIZATION_NOT_FOUND, and Error when the cells do not fit or the other cell has another copy
 */
export function checkMove(
  from: DataSource,
  to: DataSource,
  organizationId: OrganizationId,
  cell: string,
): Promise<OrganizationManifest['encryption_keys']> {
  return from.transaction(async (tx) => {
    await readOrganization(tx, organizationId);
    const [fence]: FenceRow[] = await tx.query(
      'SELECT state, ticket, ticket_hash, moved_to FROM organization_fences WHERE organization_id = $1',
      [organizationId],
    );
    if (fence?.ticket === null) throw new Error(`${organizationId} came from another cell and was not opened here.`);
    if (fence !== undefined) assertReleasedTo(organizationId, fence.moved_to, cell);
    await to.transaction(async (other) => {
      await assertCopyFits(other, organizationId, fence);
      if (fence?.state !== 'moved')
        await assertCellFits(other, { schema: await readSchema(tx), key_sha256: await keyFingerprint(tx) });
    });
    return encryptionKeysOf(tx, organizationId);
  });
}

async function assertCopyFits(
  other: EntityManager,
  organizationId: OrganizationId,
  fence: FenceRow | undefined,
): Promise<void> {
  const [{ exists, fenced, same }] = await other.query(
    `SELECT EXISTS (SELECT FROM organizations WHERE id = $1) AS exists,
            EXISTS (SELECT FROM organization_fences WHERE organization_id = $1) AS fenced,
            EXISTS (SELECT FROM organization_fences
                    WHERE organization_id = $1 AND ticket IS NULL AND ticket_hash = $2) AS same`,
    [organizationId, fence?.ticket_hash ?? null],
  );
  if (fence?.state === 'moved') {
    if (!exists || (fenced && !same))
      throw new Error(`${organizationId} was released, and the other cell has no copy of it: import its export there.`);
  } else if (!same && (exists || fenced))
    throw new Error(
      `${organizationId} is in the other cell already. If that is the copy of a move that was given up, ` +
        'delete it with "organization discard".',
    );
}
