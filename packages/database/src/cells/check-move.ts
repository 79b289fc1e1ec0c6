import type { OrganizationId, OrganizationManifest } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { readOrganization } from '../organizations/organizations.js';
import { keyFingerprint } from './cell-number.js';
import { encryptionKeysOf } from './export-organization.js';
import { type FenceRow, readFence } from './fences.js';
import { assertHasReceipt, assertReleasedTo } from './hand-over.js';
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
    const fence = await readFence(tx, organizationId);
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
  const copy = await readFence(other, organizationId);
  const [{ exists, opened }] = await other.query(
    `SELECT EXISTS (SELECT FROM organizations WHERE id = $1) AS exists,
            EXISTS (SELECT FROM opened_copies WHERE receipt = $2) AS opened`,
    [organizationId, fence?.receipt ?? null],
  );
  const isHere = exists || copy !== undefined;
  if (fence?.state !== 'moved') {
    const isOfThisFreeze = fence !== undefined && copy?.ticket === null && copy.ticket_hash.equals(fence.ticket_hash);
    if (!isHere || isOfThisFreeze) return;
    throw new Error(
      `${organizationId} is in the other cell already. If that is the copy of a move that was given up, delete it with ` +
        '"organization discard"; if that is what it left there when it moved here, with "organization remove" there.',
    );
  }
  assertHasReceipt(organizationId, fence);
  if (opened) {
    if (exists && copy === undefined) return;
    throw new Error(`${organizationId} was opened in the other cell, and has moved on from there.`);
  }
  if (!exists || copy === undefined || copy.receipt !== fence.receipt)
    throw new Error(
      `${organizationId} was released, and the copy that its ticket opens is not in the other cell. If that is the right ` +
        'cell, and it has lost the copy, take the organization back with "organization take-back", and move it again.',
    );
}
