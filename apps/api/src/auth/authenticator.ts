import { Injectable } from '@nestjs/common';
import { ApiKeyStore } from '@roster/database';
import { DomainError, type Principal } from '@roster/domain';
import { bearerToken } from './bearer-token.js';
import { PrincipalCache } from './principal-cache.js';

@Injectable()
export class Authenticator {
  private readonly cache = new PrincipalCache();
  private readonly lookups = new Map<string, Promise<Principal | null>>();

  constructor(private readonly apiKeys: ApiKeyStore) {}

  /** @throws DomainError UNAUTHENTICATED, the same for no token, a wrong one, an expired one and a revoked one */
  async authenticate(authorization: string | undefined): Promise<Principal> {
    const token = bearerToken(authorization);
    const principal = token === null ? null : await this.principalOf(token);
    if (principal === null) throw new DomainError('UNAUTHENTICATED');
    return principal;
  }

  private principalOf(token: string): Principal | null | Promise<Principal | null> {
    const cached = this.cache.get(token);
    return cached === undefined ? (this.lookups.get(token) ?? this.lookUp(token)) : cached;
  }

  /** Requests that come meanwhile with the same token share this query. */
  private lookUp(token: string): Promise<Principal | null> {
    const lookup = this.apiKeys
      .authenticate(token)
      .then((principal) => {
        this.cache.set(token, principal);
        return principal;
      })
      .finally(() => this.lookups.delete(token));
    this.lookups.set(token, lookup);
    return lookup;
  }
}
