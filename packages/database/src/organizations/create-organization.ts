import { type Caller, DomainError, type NewPerson, type OrganizationObject, type Person } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { createPerson } from '../people/create-person.js';
import { ORGANIZATION_COLUMNS } from './organization-row.js';

/**
 * Makes an organization, the caller's, with its first owner: there is none without.
 *
 * @throws DomainError ORGANIZATION_DUPLICATE
 */
export async function createOrganization(
  tx: EntityManager,
  caller: Caller,
  wanted: { readonly name: string; readonly owner: Omit<NewPerson, 'role'> },
): Promise<{ organization: OrganizationObject; owner: Person }> {
  const { organizationId } = caller.principal;
  const [organization]: OrganizationObject[] = await tx.query(
    `INSERT INTO organizations AS o (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING
     RETURNING ${ORGANIZATION_COLUMNS}`,
    [organizationId, wanted.name],
  );
  if (organization === undefined) throw new DomainError('ORGANIZATION_DUPLICATE', { organization_id: organizationId });
  await recordAudit(tx, caller, {
    action: 'organization.create',
    subject: organizationId,
    after: { name: wanted.name },
  });
  return { organization, owner: await createPerson(tx, caller, { ...wanted.owner, role: 'owner' }) };
}
