import { DomainError, type OrganizationId, type OrganizationObject } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/** The organization object of a row of `organizations o`. */
export const ORGANIZATION_COLUMNS = `
  o.id, o.name, to_char(o.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at`;

/** @throws DomainError ORGANIZATION_NOT_FOUND */
export async function readOrganization(
  tx: EntityManager,
  organizationId: OrganizationId,
  lock: '' | 'FOR NO KEY UPDATE' = '',
): Promise<OrganizationObject> {
  const [organization]: OrganizationObject[] = await tx.query(
    `SELECT ${ORGANIZATION_COLUMNS} FROM organizations o WHERE o.id = $1 ${lock}`,
    [organizationId],
  );
  if (organization === undefined) throw new DomainError('ORGANIZATION_NOT_FOUND', { organization_id: organizationId });
  return organization;
}
