import type { OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { deleteOrganization } from './delete-organization.js';
import type { CopyOptions } from './export-organization.js';
import { assertOpenIn, type FenceRow, lockFence, readFences } from './fences.js';

/**
 * Deletes what is left here of an organization that has moved, its audit included. From the start of this on, it cannot be
 * taken back. Interrupted, it can be repeated.
 *
 * @param other the cell in which the organization is open now
 * @throws Error when the organization has not moved, or is not open in the other cell
 */
export async function removeMovedOrganization(
  owner: DataSource,
  other: DataSource,
  organizationId: OrganizationId,
  options: CopyOptions = {},
): Promise<{ rows: number }> {
  const assertMoved = ({ state }: FenceRow) => {
    if (state !== 'moved') throw new Error(`${organizationId} has not moved: this is the copy that counts.`);
  };
  if (!(await readFences(owner, [organizationId])).has(organizationId))
    throw new Error(`${organizationId} has not moved from here, or nothing is left of it.`);
  await owner.transaction(async (tx) => {
    assertMoved(await lockFence(tx, organizationId));
    await assertOpenIn(other, organizationId);
    await tx.query(`UPDATE organization_fences SET ticket_hash = '' WHERE organization_id = $1`, [organizationId]);
  });
  return deleteOrganization(owner, organizationId, assertMoved, options);
}
