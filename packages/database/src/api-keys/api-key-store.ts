import { setTimeout } from 'node:timers/promises';
import { newId, type OrganizationId, type Principal, type Scope } from '@roster/domain';
import { type DataSource, IsNull } from 'typeorm';
import { ApiKey } from '../entities/organization.entity.js';
import { hashSecret } from '../secrets.js';

/** The last use is stored at most this often, in milliseconds: a busy key must not cost a write per request. */
const LAST_USE_EVERY_MS = 60_000;

/** How long a caller waits for that write, in milliseconds: their own request may need none. */
const LAST_USE_WITHIN_MS = 250;

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
    // The caller does not depend on it: a late or failed write is no reason to refuse them.
    await Promise.race([
      this.storeUse(key).catch(() => undefined),
      setTimeout(LAST_USE_WITHIN_MS, undefined, { ref: false }),
    ]);
    return {
      organizationId: key.organization_id as OrganizationId,
      actor: { type: 'api_key', id: key.id },
      scopes: new Set(key.scopes),
    };
  }

  /** When several nodes see the key used at the same time, one of them writes. */
  private async storeUse({ id, last_used_at: lastUse }: ApiKey): Promise<void> {
    if (lastUse !== null && Date.now() - lastUse.getTime() < LAST_USE_EVERY_MS) return;
    await this.dataSource.query(
      `UPDATE api_keys SET last_used_at = clock_timestamp()
       WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= clock_timestamp() - make_interval(secs => $2))`,
      [id, LAST_USE_EVERY_MS / 1_000],
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
