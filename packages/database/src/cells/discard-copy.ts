import type { OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { readOrganization } from '../organizations/organizations.js';
import { deleteOrganization } from './delete-organization.js';
import type { CopyOptions } from './export-organization.js';
import { type FenceRow, lockFence, readFence } from './fences.js';

/**
 * Deletes a copy that was imported and never opened, after the move was given up. It cannot be opened from the start of this
 * on. Interrupted, it can be repeated.
 *
 * @param from the cell that the organization has not left
 * @param to the cell that has the copy
 * @throws Error when the organization has left the one cell, or is open in the other
 */
export async function discardCopy(
  from: DataSource,
  to: DataSource,
  organizationId: OrganizationId,
  options: CopyOptions = {},
): Promise<{ rows: number }> {
  const assertDeletable = ({ ticket }: FenceRow) => {
    if (ticket !== null) throw new Error(`${organizationId} did not come to the other cell by an import.`);
  };
  // The fence of the former cell is locked, so that it is not released meanwhile.
  await from.transaction(async (tx) => {
    await readOrganization(tx, organizationId);
    if ((await readFence(tx, organizationId)) !== undefined) {
      const { state, ticket } = await lockFence(tx, organizationId);
      if (state === 'moved')
        throw new Error(`${organizationId} has moved: the copy in the other cell is to be opened.`);
      if (ticket === null) throw new Error(`${organizationId} came from another cell and was not opened here.`);
    }
    await to.transaction(async (other) => {
      if ((await readFence(other, organizationId)) === undefined)
        throw new Error(`The other cell has no copy of ${organizationId} that waits to be opened.`);
      assertDeletable(await lockFence(other, organizationId));
      await other.query(`UPDATE organization_fences SET ticket_hash = '' WHERE organization_id = $1`, [organizationId]);
    });
  });
  const assertVoid = (copy: FenceRow) => {
    assertDeletable(copy);
    if (copy.ticket_hash.length > 0) throw new Error(`Another copy of ${organizationId} was imported meanwhile.`);
  };
  return deleteOrganization(to, organizationId, assertVoid, options);
}
