import { listApiKeys } from '../api-keys/api-keys.js';
import type { LargeDatabase } from './large-database.fixture.js';
import { type PlannedRead, pageOf } from './plan.fixture.js';

/** Keys of other organizations: in practice, too, there are more keys than fit on a page. */
export async function addKeys(large: LargeDatabase): Promise<void> {
  await large.dataSource.query(
    `INSERT INTO api_keys (id, organization_id, name, token_hash, scopes)
     SELECT 'key_' || o.id || n, o.id, 'Other', sha256(convert_to(o.id || n, 'UTF8')), '{}'
     FROM organizations o, generate_series(1, 1000) n WHERE o.id <> $1`,
    [large.organizationId],
  );
}

export const KEY_PLANS: PlannedRead[] = [
  ['of an organization', (large) => listApiKeys(large.dataSource.manager, pageOf(large)), 'api_keys_'],
  [
    'that were revoked',
    (large) => listApiKeys(large.dataSource.manager, { ...pageOf(large), status: 'revoked' }),
    'api_keys_',
  ],
];
