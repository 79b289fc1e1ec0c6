import type { ApiKeyObject, OrganizationId, Scope } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { hashToken, newApiToken } from './api-token.js';

/** A new key with its token. This is the only moment at which the token is known. */
export interface IssuedKey {
  readonly key: ApiKeyObject;
  readonly token: string;
}

function rfc3339(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;
}

export const API_KEY_STATUS = `
  CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= clock_timestamp() THEN 'expired' ELSE 'active' END`;

/** The key object of a row of `api_keys`; the token's hash is not part of it. */
export const API_KEY_COLUMNS = `
  id, name, scopes, ${API_KEY_STATUS} AS status,
  ${['created_at', 'expires_at', 'revoked_at', 'last_used_at'].map(rfc3339).join(', ')}, replaced_by`;

export async function insertApiKey(
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
    [row.id, row.organizationId, row.name, hashToken(token), row.scopes, row.expiresAt],
  );
  return { key, token };
}
