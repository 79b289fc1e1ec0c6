import type { OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { deleteOrganization } from './delete-organization.js';
import type { CopyOptions } from './export-organization.js';
import { readFences } from './fences.js';

/**
 * Deletes what is left here of an organization that has moved, its audit included. Interrupted, it can be repeated.
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
  const fences = await readFences(owner, [organizationId]);
  if (!fences.has(organizationId))
    throw new Error(`${organizationId} has not moved from here, or nothing is left of it.`);
  if (fences.get(organizationId)?.state === 'moved') await assertOpen(other, organizationId);
  return deleteOrganization(
    owner,
    organizationId,
    ({ state }) => {
      if (state !== 'moved') throw new Error(`${organizationId} has not moved: this is the copy that counts.`);
    },
    options,
  );
}

async function assertOpen(other: DataSource, organizationId: OrganizationId): Promise<void> {
  const [{ open }] = await other.query(
    `SELECT EXISTS (SELECT FROM organizations WHERE id = $1)
        AND NOT EXISTS (SELECT FROM organization_fences WHERE organization_id = $1) AS open`,
    [organizationId],
  );
  if (!open)
    throw new Error(
      `${organizationId} is not open in the other cell, so nothing was deleted here. Finish the move first.`,
    );
}
