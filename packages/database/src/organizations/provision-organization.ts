import {
  ALL_SCOPES,
  type Caller,
  type ChangeOrigin,
  type NewOrganization,
  newOrganizationId,
  type OrganizationObject,
  type Person,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import type { IssuedKey } from '../api-keys/api-key-row.js';
import { createApiKey } from '../api-keys/create-api-key.js';
import { createOrganization } from './create-organization.js';

interface ProvisionedOrganization {
  readonly organization: OrganizationObject;
  readonly owner: Person;
  readonly apiKey: IssuedKey;
}

/** Makes an organization with its owner and a first key with all scopes, which needs nobody to give it more. */
export async function provisionOrganization(
  tx: EntityManager,
  { actor, ...origin }: ChangeOrigin,
  { key_name, ...wanted }: NewOrganization,
): Promise<ProvisionedOrganization> {
  const principal = { organizationId: newOrganizationId(), actor, scopes: new Set(ALL_SCOPES) };
  const founder: Caller = { principal, ...origin };
  const made = await createOrganization(tx, founder, wanted);
  const key = { name: key_name, scopes: [...ALL_SCOPES], expires_at: null };
  return { ...made, apiKey: await createApiKey(tx, founder, key) };
}
