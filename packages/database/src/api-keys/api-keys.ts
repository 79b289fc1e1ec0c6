import {
  type ApiKeyId,
  type ApiKeyObject,
  type ApiKeyPolicy,
  type ApiKeyStatus,
  authorizeExpiry,
  authorizeScopes,
  type Caller,
  DomainError,
  latestExpiry,
  type NewApiKey,
  newId,
  type OrganizationId,
  type RevokedChildren,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import { hashSecret, newSecret } from '../secrets.js';
import { type Page, pageOf, rfc3339 } from '../sql.js';

/** A new token. Secret scanners can look for its prefix. */
export function newApiToken(): string {
  return `roster_${newSecret()}`;
}

/** A new key with its token, which is known at no other time. */
export interface IssuedKey {
  readonly key: ApiKeyObject;
  readonly token: string;
}

const API_KEY_STATUS = `
  CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= clock_timestamp() THEN 'expired' ELSE 'active' END`;

/** The key object, without the token's hash. */
const API_KEY_COLUMNS = `
  id, name, scopes, ${API_KEY_STATUS} AS status,
  CASE WHEN created_by_type IS NOT NULL THEN json_build_object('type', created_by_type, 'id', created_by_id) END AS created_by,
  ${['created_at', 'expires_at', 'revoked_at', 'last_used_at'].map((column) => `${rfc3339(column)} AS ${column}`).join(', ')},
  last_used_address, replaced_by`;

/**
 * Until the transaction ends, nobody else makes, rotates or revokes a key of the organization: two callers cannot both
 * take the last place, and a key that is being revoked makes no further one.
 */
async function lockApiKeys(tx: EntityManager, organizationId: OrganizationId): Promise<void> {
  await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [organizationId]);
}

/**
 * Nodes know a key for some seconds longer than it works. It must not make another one meanwhile, which would outlive it.
 *
 * @throws DomainError UNAUTHENTICATED
 */
async function refuseEndedKey(tx: EntityManager, { principal: { organizationId, actor } }: Caller): Promise<void> {
  if (actor.type !== 'api_key') return;
  const [key] = await tx.query(
    `SELECT ${API_KEY_STATUS} AS status FROM api_keys WHERE id = $1 AND organization_id = $2`,
    [actor.id, organizationId],
  );
  if (key !== undefined && key.status !== 'active') throw new DomainError('UNAUTHENTICATED');
}

/** @throws DomainError API_KEY_LIMIT_REACHED when the organization may not have another active key */
async function refuseTooMany(tx: EntityManager, organizationId: OrganizationId, limit: number): Promise<void> {
  if (limit === 0) return;
  const [{ active }] = await tx.query(
    `SELECT count(*)::int AS active FROM api_keys
     WHERE organization_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())`,
    [organizationId],
  );
  if (active >= limit) throw new DomainError('API_KEY_LIMIT_REACHED', { limit });
}

async function insertApiKey(
  tx: EntityManager,
  { principal: { organizationId, actor } }: Caller,
  { name, scopes, expires_at: expiresAt }: NewApiKey,
): Promise<IssuedKey> {
  const token = newApiToken();
  const [key]: [ApiKeyObject] = await tx.query(
    `INSERT INTO api_keys (id, organization_id, name, token_hash, scopes, expires_at, created_by_type, created_by_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     RETURNING ${API_KEY_COLUMNS}`,
    [newId('apiKey'), organizationId, name, hashSecret(token), scopes, expiresAt, actor.type, actor.id],
  );
  return { key, token };
}

/**
 * @throws DomainError PERMISSION_DENIED for a scope that the caller does not have, VALIDATION_FAILED for a lifetime that
 *   the policy does not allow, API_KEY_LIMIT_REACHED, or UNAUTHENTICATED when the caller's own key has just ended
 */
export async function createApiKey(
  tx: EntityManager,
  caller: Caller,
  wanted: NewApiKey,
  policy: ApiKeyPolicy,
): Promise<IssuedKey> {
  const { organizationId } = caller.principal;
  authorizeScopes(caller.principal, wanted.scopes);
  authorizeExpiry(wanted.expires_at, policy);
  await lockApiKeys(tx, organizationId);
  await refuseEndedKey(tx, caller);
  await refuseTooMany(tx, organizationId, policy.perOrganization);
  const issued = await insertApiKey(tx, caller, wanted);
  const { id, name, scopes, expires_at } = issued.key;
  await recordAudit(tx, caller, { action: 'key.create', subject: id, after: { name, scopes, expires_at } });
  return issued;
}

/** @throws DomainError API_KEY_NOT_FOUND */
export async function readApiKey(
  tx: EntityManager,
  organizationId: OrganizationId,
  keyId: ApiKeyId,
): Promise<ApiKeyObject> {
  const [key]: ApiKeyObject[] = await tx.query(
    `SELECT ${API_KEY_COLUMNS} FROM api_keys WHERE id = $1 AND organization_id = $2`,
    [keyId, organizationId],
  );
  if (key === undefined) throw new DomainError('API_KEY_NOT_FOUND', { key_id: keyId });
  return key;
}

export interface ApiKeyListQuery {
  readonly organizationId: OrganizationId;
  readonly status?: ApiKeyStatus | undefined;
  readonly limit: number;
  /** The last key of the previous page. */
  readonly after?: ApiKeyId | undefined;
}

/** A page of keys in the order in which they were created, including those that no longer work. */
export async function listApiKeys(
  tx: EntityManager,
  { organizationId, status, limit, after }: ApiKeyListQuery,
): Promise<Page<ApiKeyObject, ApiKeyId>> {
  const rows: ApiKeyObject[] = await tx.query(
    `SELECT ${API_KEY_COLUMNS} FROM api_keys
     WHERE organization_id = $1 AND ($2::text IS NULL OR id > $2) AND ($3::text IS NULL OR ${API_KEY_STATUS} = $3)
     ORDER BY id
     LIMIT $4`,
    [organizationId, after, status, limit + 1],
  );
  return pageOf(rows, limit, ({ id }) => id);
}

/**
 * Gives a key a successor with the same name and scopes, and the same lifetime unless the policy has become shorter. The
 * old key works a while longer, so that the token can be exchanged without an interruption.
 *
 * @throws DomainError API_KEY_NOT_FOUND, API_KEY_NOT_ACTIVE, PERMISSION_DENIED for a key that can do more than the caller,
 *   who would get its token, API_KEY_LIMIT_REACHED when both keys would be active and there is no place for another one,
 *   or UNAUTHENTICATED when the caller's own key has just ended
 */
export async function rotateApiKey(
  tx: EntityManager,
  caller: Caller,
  keyId: ApiKeyId,
  overlapSeconds: number,
  policy: ApiKeyPolicy,
): Promise<IssuedKey> {
  const { organizationId } = caller.principal;
  await lockApiKeys(tx, organizationId);
  await refuseEndedKey(tx, caller);
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
  if (overlapSeconds > 0) await refuseTooMany(tx, organizationId, policy.perOrganization);
  const { name, scopes, successor_expires_at: sameLifetime } = old;
  const latest = latestExpiry(policy);
  const expires_at = latest === null || (sameLifetime !== null && sameLifetime < latest) ? sameLifetime : latest;
  const issued = await insertApiKey(tx, caller, { name, scopes, expires_at });
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

/**
 * Revokes a key for good and, if asked to, all keys that were made with it, with those, and so on. Keys that were revoked
 * before stay as they are, so that the request can be repeated.
 *
 * @returns the keys that were revoked
 * @throws DomainError API_KEY_NOT_FOUND
 */
export async function revokeApiKey(
  tx: EntityManager,
  caller: Caller,
  keyId: ApiKeyId,
  children: RevokedChildren = 'keep',
): Promise<ApiKeyId[]> {
  const { organizationId } = caller.principal;
  await lockApiKeys(tx, organizationId);
  await readApiKey(tx, organizationId, keyId);
  const revoked: { id: ApiKeyId; name: string }[] = await tx.query(
    `WITH RECURSIVE family AS (
       SELECT $1::text AS id
       UNION
       SELECT child.id FROM family JOIN api_keys child ON child.created_by_id = family.id
       WHERE $3 AND child.created_by_type = 'api_key' AND child.organization_id = $2
     ), revoked AS (
       UPDATE api_keys SET revoked_at = clock_timestamp()
       WHERE id IN (SELECT id FROM family) AND revoked_at IS NULL
       RETURNING id, name
     )
     SELECT id, name FROM revoked ORDER BY id`,
    [keyId, organizationId, children === 'revoke'],
  );
  await recordAudit(
    tx,
    caller,
    ...revoked.map(({ id, name }) => ({ action: 'key.revoke' as const, subject: id, before: { name } })),
  );
  return revoked.map(({ id }) => id);
}
