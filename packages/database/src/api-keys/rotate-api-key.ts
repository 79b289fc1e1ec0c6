import {
  type ApiKeyId,
  type ApiKeyObject,
  authorizeScopes,
  type Caller,
  DomainError,
  newApiKeyId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { API_KEY_COLUMNS, type IssuedKey, insertApiKey } from './api-key-row.js';

/**
 * Gives a key a successor with the same name, scopes and lifetime, and lets the old one work a while longer, so that
 * the token can be exchanged without an interruption. The row is locked: a key has one successor, also when two ask.
 *
 * @throws DomainError API_KEY_NOT_FOUND, API_KEY_NOT_ACTIVE, or PERMISSION_DENIED for a key that can do more than the
 *   caller, who would have its token afterwards
 */
export async function rotateApiKey(
  tx: EntityManager,
  caller: Caller,
  keyId: ApiKeyId,
  overlapSeconds: number,
): Promise<IssuedKey> {
  const { organizationId } = caller.principal;
  const [old]: (ApiKeyObject & { successor_expires_at: Date | null })[] = await tx.query(
    `SELECT ${API_KEY_COLUMNS}, clock_timestamp() + (api_keys.expires_at - api_keys.created_at) AS successor_expires_at
     FROM api_keys WHERE id = $1 AND organization_id = $2 FOR UPDATE`,
    [keyId, organizationId],
  );
  if (old === undefined) throw new DomainError('API_KEY_NOT_FOUND', { key_id: keyId });
  authorizeScopes(caller.principal, old.scopes);
  if (old.status !== 'active' || old.replaced_by !== null) {
    throw new DomainError('API_KEY_NOT_ACTIVE', { key_id: keyId });
  }
  const { name, scopes, successor_expires_at: expiresAt } = old;
  const issued = await insertApiKey(tx, { id: newApiKeyId(), organizationId, name, scopes, expiresAt });
  await tx.query(
    `UPDATE api_keys
     SET replaced_by = $2, expires_at = least(expires_at, clock_timestamp() + make_interval(secs => $3))
     WHERE id = $1`,
    [keyId, issued.key.id, overlapSeconds],
  );
  await recordAudit(tx, caller, {
    action: 'key.rotate',
    subject: keyId,
    after: {
      replaced_by: issued.key.id,
      name,
      scopes,
      expires_at: issued.key.expires_at,
      overlap_seconds: overlapSeconds,
    },
  });
  return issued;
}
