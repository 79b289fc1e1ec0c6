import {
  type ApiKeyId,
  type ApiKeyObject,
  type ApiKeyStatus,
  authorizeScopes,
  type Caller,
  DomainError,
  type NewApiKey,
  newId,
  type OrganizationId,
  type Scope,
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
  ${['created_at', 'expires_at', 'revoked_at', 'last_used_at'].map((column) => `${rfc3339(column)} AS ${column}`).join(', ')}, replaced_by`;

async function insertApiKey(
  tx: EntityManager,
  row: {
    readonly id: string;
    readonly organizationId: OrganizationId;
    readonly name: string;
    readonly scopes: readonly Scope[];
    readonly expiresAt: Date | null;
  },
): Promise<IssuedKey> {
  const token = newApiToken();
  const [key]: [ApiKeyObject] = await tx.query(
    `INSERT INTO api_keys (id, organization_id, name, token_hash, scopes, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
     RETURNING ${API_KEY_COLUMNS}`,
    [row.id, row.organizationId, row.name, hashSecret(token), row.scopes, row.expiresAt],
  );
  return { key, token };
}

/** @throws DomainError PERMISSION_DENIED for a scope that the caller does not have */
export async function createApiKey(tx: EntityManager, caller: Caller, wanted: NewApiKey): Promise<IssuedKey> {
  const { name, scopes, expires_at: expiresAt } = wanted;
  authorizeScopes(caller.principal, scopes);
  const { organizationId } = caller.principal;
  const issued = await insertApiKey(tx, { id: newId('apiKey'), organizationId, name, scopes, expiresAt });
  const { id, expires_at } = issued.key;
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
 * Gives a key a successor with the same name, scopes and lifetime. The old key works a while longer, so that the token
 * can be exchanged without an interruption. The row is locked: two callers cannot give a key two successors.
 *
 * @throws DomainError API_KEY_NOT_FOUND, API_KEY_NOT_ACTIVE, or PERMISSION_DENIED for a key that can do more than the
 *   caller, who would get its token
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
  const issued = await insertApiKey(tx, { id: newId('apiKey'), organizationId, name, scopes, expiresAt });
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
 * Revokes a key for good. A key that was revoked before stays as it is, so that the request can be repeated.
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
