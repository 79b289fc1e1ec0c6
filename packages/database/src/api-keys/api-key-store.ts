import { newId, type OrganizationId, type Principal, type Scope } from '@roster/domain';
import { type DataSource, IsNull } from 'typeorm';
import { ApiKey } from '../entities/organization.entity.js';
import { hashSecret } from '../secrets.js';
import { recordTokenUses, type TokenUse } from './token-uses.js';

export class ApiKeyStore {
  /** Keys are looked up in `reads`: hanging commits must not use up its connections. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads = dataSource,
  ) {}

  /** The principal of a token; null when it is unknown, expired or revoked. */
  async authenticate(token: string): Promise<Principal | null> {
    const key = await this.reads.manager.findOneBy(ApiKey, { token_hash: hashSecret(token), revoked_at: IsNull() });
    if (!key || (key.expires_at && key.expires_at.getTime() <= Date.now())) return null;
    return {
      organizationId: key.organization_id as OrganizationId,
      actor: { type: 'api_key', id: key.id },
      scopes: new Set(key.scopes),
    };
  }

  /** Stores the last uses of keys, by their IDs. */
  recordUses(uses: ReadonlyMap<string, TokenUse>): Promise<void> {
    return recordTokenUses(this.dataSource, 'api_keys', uses);
  }

  /** Stores a key by the hash of its token. The same token again renews its scopes. */
  async put(key: {
    organizationId: OrganizationId;
    name: string;
    token: string;
    scopes: readonly Scope[];
  }): Promise<void> {
    await this.dataSource.manager.upsert(
      ApiKey,
      {
        id: newId('apiKey'),
        organization_id: key.organizationId,
        name: key.name,
        token_hash: hashSecret(key.token),
        scopes: [...key.scopes],
      },
      { conflictPaths: ['token_hash'], skipUpdateIfNoValuesChanged: true },
    );
  }
}
