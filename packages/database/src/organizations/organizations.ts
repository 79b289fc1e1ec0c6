import {
  ALL_SCOPES,
  type ApiKeyPolicy,
  assertVersion,
  type Caller,
  type ChangeOrigin,
  DomainError,
  type ExpectedVersion,
  latestExpiry,
  type Member,
  type NewMember,
  type NewOrganization,
  newId,
  type OrganizationId,
  type OrganizationObject,
  organizationVersion,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { createApiKey, type IssuedKey } from '../api-keys/api-keys.js';
import { recordAudit } from '../audit/record-changes.js';
import { createMember } from '../members/members.js';
import { rfc3339 } from '../sql.js';

/** The organization object of a row `o` of `organizations`. */
const ORGANIZATION_COLUMNS = `
  o.id, o.name, ${rfc3339('o.created_at')} AS created_at`;

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

/**
 * Creates the caller's organization with its first owner: no organization is without one.
 *
 * @throws DomainError ORGANIZATION_DUPLICATE
 */
export async function createOrganization(
  tx: EntityManager,
  caller: Caller,
  input: { readonly name: string; readonly owner: Omit<NewMember, 'role'> },
): Promise<{ organization: OrganizationObject; owner: Member }> {
  const { organizationId } = caller.principal;
  const [organization]: OrganizationObject[] = await tx.query(
    `INSERT INTO organizations AS o (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING
     RETURNING ${ORGANIZATION_COLUMNS}`,
    [organizationId, input.name],
  );
  if (organization === undefined) throw new DomainError('ORGANIZATION_DUPLICATE', { organization_id: organizationId });
  await recordAudit(tx, caller, {
    action: 'organization.create',
    subject: organizationId,
    after: { name: input.name },
  });
  return { organization, owner: await createMember(tx, caller, { ...input.owner, role: 'owner' }) };
}

interface ProvisionedOrganization {
  readonly organization: OrganizationObject;
  readonly owner: Member;
  readonly apiKey: IssuedKey;
}

/** Creates an organization with its owner and a first API key, which has all scopes and the longest lifetime allowed. */
export async function provisionOrganization(
  tx: EntityManager,
  { actor, ...origin }: ChangeOrigin,
  { key_name, ...input }: NewOrganization,
  policy: ApiKeyPolicy,
): Promise<ProvisionedOrganization> {
  const principal = { organizationId: newId('organization'), actor, scopes: new Set(ALL_SCOPES) };
  const founder: Caller = { principal, ...origin };
  const made = await createOrganization(tx, founder, input);
  const key = { name: key_name, scopes: [...ALL_SCOPES], expires_at: latestExpiry(policy) };
  return { ...made, apiKey: await createApiKey(tx, founder, key, policy) };
}

/** @throws DomainError ORGANIZATION_NOT_FOUND, PRECONDITION_FAILED */
export async function renameOrganization(
  tx: EntityManager,
  caller: Caller,
  name: string,
  expected: ExpectedVersion = null,
): Promise<OrganizationObject> {
  const { organizationId } = caller.principal;
  const before = await readOrganization(tx, organizationId, 'FOR NO KEY UPDATE');
  assertVersion(organizationVersion(before), expected, { organization_id: organizationId });
  if (before.name === name) return before;
  await tx.query(`UPDATE organizations SET name = $2 WHERE id = $1`, [organizationId, name]);
  const values = { before: { name: before.name }, after: { name } };
  await recordAudit(tx, caller, { action: 'organization.update', subject: organizationId, ...values });
  return { ...before, name };
}
