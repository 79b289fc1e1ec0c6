import type { Caller, OrganizationObject } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { readOrganization } from './organization-row.js';

/** @throws DomainError ORGANIZATION_NOT_FOUND */
export async function renameOrganization(tx: EntityManager, caller: Caller, name: string): Promise<OrganizationObject> {
  const { organizationId } = caller.principal;
  const before = await readOrganization(tx, organizationId, 'FOR NO KEY UPDATE');
  if (before.name === name) return before;
  await tx.query(`UPDATE organizations SET name = $2 WHERE id = $1`, [organizationId, name]);
  const values = { before: { name: before.name }, after: { name } };
  await recordAudit(tx, caller, { action: 'organization.update', subject: organizationId, ...values });
  return { ...before, name };
}
