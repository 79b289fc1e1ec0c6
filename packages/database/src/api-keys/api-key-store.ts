import { setTimeout } from 'node:timers/promises';
import { newId, type OrganizationId, type Principal, type Scope } from '@roster/domain';
import { type DataSource, IsNull, type Repository } from 'typeorm';
import { ApiKey } from '../entities/api-key.entity.js';
import { hashToken } from './api-token.js';

/** The last use is written down at most this often: a busy key is not to cost a write per request. Milliseconds. */
const LAST_USE_EVERY_MS = 60_000;

/** What writing it down may cost a caller, in milliseconds: he asked for something else, which may need no write. */
const LAST_USE_WITHIN_MS = 250;

export class ApiKeyStore {
  private readonly keys: Repository<ApiKey>;

  /** Keys are looked up in `reads`: commits that hang must not use its connections up. */
  constructor(
    dataSource: DataSource,
    private readonly reads = dataSource,
  ) {
    this.keys = dataSource.getRepository(ApiKey);
  }

  /** Whom the token stands for; null when it is unknown, expired or revoked. */
  async authenticate(token: string): Promise<Principal | null> {
    const key = await this.reads.manager.findOneBy(ApiKey, { token_hash: hashToken(token), revoked_at: IsNull() });
    if (!key || (key.expires_at && key.expires_at.getTime() <= Date.now())) return null;
    // The caller does not depend on it: that it is late, or fails, is no reason to keep him out.
    await Promise.race([
      this.noteUse(key).catch(() => undefined),
      setTimeout(LAST_USE_WITHIN_MS, undefined, { ref: false }),
    ]);
    return {
      organizationId: key.organization_id as OrganizationId,
      actor: { type: 'api_key', id: key.id },
      scopes: new Set(key.scopes),
    };
  }

  /** Of several nodes that see the key used at the same time, one writes. */
  private async noteUse({ id, last_used_at: lastUse }: ApiKey): Promise<void> {
    if (lastUse !== null && Date.now() - lastUse.getTime() < LAST_USE_EVERY_MS) return;
    await this.keys.query(
      `UPDATE api_keys SET last_used_at = clock_timestamp()
       WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= clock_timestamp() - make_interval(secs => $2))`,
      [id, LAST_USE_EVERY_MS / 1_000],
    );
  }

  /** Stores the key of a token; the token itself is not kept. The same token again renews its scopes. */
  async put(key: {
    organizationId: OrganizationId;
    name: string;
    token: string;
    scopes: readonly Scope[];
  }): Promise<void> {
    await this.keys.upsert(
      {
        id: newId('apiKey'),
        organization_id: key.organizationId,
        name: key.name,
        token_hash: hashToken(key.token),
        scopes: [...key.scopes],
      },
      { conflictPaths: ['token_hash'], skipUpdateIfNoValuesChanged: true },
    );
  }
}
