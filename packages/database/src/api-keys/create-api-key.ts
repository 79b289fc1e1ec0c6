import { authorizeScopes, type Caller, type NewApiKey, newApiKeyId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { type IssuedKey, insertApiKey } from './api-key-row.js';

/** @throws DomainError PERMISSION_DENIED for a scope that the caller does not have */
export async function createApiKey(tx: EntityManager, caller: Caller, wanted: NewApiKey): Promise<IssuedKey> {
  const { name, scopes, expires_at: expiresAt } = wanted;
  authorizeScopes(caller.principal, scopes);
  const { organizationId } = caller.principal;
  const issued = await insertApiKey(tx, { id: newApiKeyId(), organizationId, name, scopes, expiresAt });
  const { id, expires_at } = issued.key;
  await recordAudit(tx, caller, { action: 'key.create', subject: id, after: { name, scopes, expires_at } });
  return issued;
}
