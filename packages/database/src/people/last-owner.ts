import { DomainError, type OrganizationId, type UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/**
 * Throws unless the organization has an active owner beside this one. The organization's row is locked until the end of
 * the transaction: of two owners who demote each other at the same time, the second sees what the first has done. It is
 * the weaker lock, so that people and departments can be added meanwhile.
 *
 * @throws DomainError LAST_OWNER
 */
export async function assertAnotherOwner(
  tx: EntityManager,
  organizationId: OrganizationId,
  userId: UserId,
): Promise<void> {
  await tx.query(`SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE`, [organizationId]);
  const others: unknown[] = await tx.query(
    `SELECT FROM organization_members
     WHERE organization_id = $1 AND user_id <> $2 AND role = 'owner' AND deactivated_at IS NULL
     LIMIT 1`,
    [organizationId, userId],
  );
  if (others.length === 0) throw new DomainError('LAST_OWNER', { user_id: userId });
}
