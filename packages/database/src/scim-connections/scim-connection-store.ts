import { type OrganizationId, type Principal, SCIM_CONNECTION_SCOPES } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { recordTokenUses, type TokenUse } from '../api-keys/token-uses.js';
import { hashSecret } from '../secrets.js';

const SCOPES = new Set(SCIM_CONNECTION_SCOPES);

export class ScimConnectionStore {
  /** Connections are looked up in `reads`: hanging commits must not use up its connections. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads = dataSource,
  ) {}

  /** The principal of a token; null when it is unknown, or was replaced and its time is over. */
  async authenticate(token: string): Promise<Principal | null> {
    const [row]: { id: string; organization_id: OrganizationId }[] = await this.reads.query(
      `SELECT id, organization_id FROM scim_connections WHERE token_hash = $1
       UNION ALL
       SELECT id, organization_id FROM scim_connections
       WHERE former_token_hash = $1 AND former_token_expires_at > clock_timestamp()`,
      [hashSecret(token)],
    );
    if (row === undefined) return null;
    return { organizationId: row.organization_id, actor: { type: 'scim_connection', id: row.id }, scopes: SCOPES };
  }

  /** Stores the last uses of connections, by their IDs. */
  recordUses(uses: ReadonlyMap<string, TokenUse>): Promise<void> {
    return recordTokenUses(this.dataSource, 'scim_connections', uses);
  }
}
