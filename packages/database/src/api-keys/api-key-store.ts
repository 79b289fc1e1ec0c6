import { newId, type OrganizationId, type Principal, type Scope } from '@roster/domain';
import { type DataSource, IsNull } from 'typeorm';
import { ApiKey } from '../entities/organization.entity.js';
import { hashSecret } from '../secrets.js';

/** When and from where a key was used. */
export interface ApiKeyUse {
  /** Milliseconds of the clock. */
  readonly usedAt: number;
  /** The IP address; undefined when it is unknown. */
  readonly address: string | undefined;
}

/** A use that another node has stored within this time is recent enough. Seconds; less than a node waits between two. */
const RECENT_S = 30;

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

  /**
   * Stores the last uses of keys, by their IDs. A row that somebody else has locked is left out: either another node is
   * storing a use, or the key is being changed, and nobody has to wait for this.
   */
  async recordUses(uses: ReadonlyMap<string, ApiKeyUse>): Promise<void> {
    const values = [...uses.values()];
    await this.dataSource.query(
      `WITH due AS (
         SELECT k.id, u.used_at, u.address
         FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS u (id, used_at, address) JOIN api_keys k USING (id)
         WHERE k.last_used_at IS NULL OR k.last_used_at < u.used_at - make_interval(secs => $4)
         FOR NO KEY UPDATE OF k SKIP LOCKED
       )
       UPDATE api_keys k SET last_used_at = due.used_at, last_used_address = due.address FROM due WHERE k.id = due.id`,
      [
        [...uses.keys()],
        values.map(({ usedAt }) => new Date(usedAt)),
        values.map(({ address }) => address ?? null),
        RECENT_S,
      ],
    );
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
