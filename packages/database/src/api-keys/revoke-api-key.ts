import { type ApiKeyId, type Caller, DomainError } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';

/**
 * Ends a key for good. A key that is revoked already stays as it is, so that the request can be sent again.
 *
 * @throws DomainError API_KEY_NOT_FOUND
 */
export async function revokeApiKey(tx: EntityManager, caller: Caller, keyId: ApiKeyId): Promise<void> {
  const { organizationId } = caller.principal;
  const [key]: { name: string; revoked: boolean }[] = await tx.query(
    `SELECT name, revoked_at IS NOT NULL AS revoked FROM api_keys WHERE id = $1 AND organization_id = $2 FOR UPDATE`,
    [keyId, organizationId],
  );
  if (key === undefined) throw new DomainError('API_KEY_NOT_FOUND', { key_id: keyId });
  if (key.revoked) return;
  await tx.query(`UPDATE api_keys SET revoked_at = clock_timestamp() WHERE id = $1`, [keyId]);
  await recordAudit(tx, caller, { action: 'key.revoke', subject: keyId, before: { name: key.name } });
}
