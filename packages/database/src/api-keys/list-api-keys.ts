import type { ApiKeyId, ApiKeyObject, ApiKeyStatus, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { API_KEY_COLUMNS, API_KEY_STATUS } from './api-key-row.js';

export interface ApiKeyListQuery {
  readonly organizationId: OrganizationId;
  readonly status?: ApiKeyStatus | undefined;
  readonly limit: number;
  /** The last of the page before. */
  readonly after?: ApiKeyId | undefined;
}

/** A page of keys in the order in which they were made, those that no longer work included. */
export async function listApiKeys(
  tx: EntityManager,
  { organizationId, status, limit, after }: ApiKeyListQuery,
): Promise<{ keys: ApiKeyObject[]; next: ApiKeyId | null }> {
  const rows: ApiKeyObject[] = await tx.query(
    `SELECT ${API_KEY_COLUMNS} FROM api_keys
     WHERE organization_id = $1 AND ($2::text IS NULL OR id > $2) AND ($3::text IS NULL OR ${API_KEY_STATUS} = $3)
     ORDER BY id
     LIMIT $4`,
    [organizationId, after, status, limit + 1],
  );
  const keys = rows.slice(0, limit);
  return { keys, next: rows.length > limit ? (keys.at(-1)?.id ?? null) : null };
}
