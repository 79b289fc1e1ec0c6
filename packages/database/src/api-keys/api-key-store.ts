import { createHash, randomBytes } from 'node:crypto';
import { newId, type OrganizationId, type Principal, type Scope } from '@roster/domain';
import { type DataSource, IsNull, type Repository } from 'typeorm';
import { ApiKey } from '../entities/api-key.entity.js';

const TOKEN_PREFIX = 'roster_';

/** A token that nobody guesses: 32 random bytes after a prefix that secret scanners can look for. */
export function newApiToken(): string {
  return TOKEN_PREFIX + randomBytes(32).toString('base64url');
}

/** Tokens are random, so a plain hash is enough: there is nothing to guess that a slow hash would protect. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export class ApiKeyStore {
  private readonly keys: Repository<ApiKey>;

  constructor(dataSource: DataSource) {
    this.keys = dataSource.getRepository(ApiKey);
  }

  /** Whom the token stands for; null when it is unknown, expired or revoked. */
  async authenticate(token: string): Promise<Principal | null> {
    const key = await this.keys.findOneBy({ token_hash: hashToken(token), revoked_at: IsNull() });
    if (!key || (key.expires_at && key.expires_at.getTime() <= Date.now())) return null;
    return {
      organizationId: key.organization_id as OrganizationId,
      actor: { type: 'api_key', id: key.id },
      scopes: new Set(key.scopes),
    };
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
