import { Inject, Injectable } from '@nestjs/common';
import { ApiKeyStore } from '@roster/database';
import { DomainError, type Principal } from '@roster/domain';
import { bearerToken } from './bearer-token.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcTokens } from './oidc-tokens.js';
import { PrincipalCache } from './principal-cache.js';

@Injectable()
export class Authenticator {
  private readonly cache = new PrincipalCache();
  private readonly lookups = new Map<string, Promise<Principal | null>>();

  constructor(
    private readonly apiKeys: ApiKeyStore,
    /** Null when no identity provider is configured. */
    @Inject(OidcSignIn) private readonly oidc: OidcSignIn | null,
  ) {}

  /** @throws DomainError UNAUTHENTICATED, the same for no token, a wrong one, an expired one and a revoked one */
  async authenticate(authorization: string | undefined, traceId: string): Promise<Principal> {
    const token = bearerToken(authorization);
    const principal = token === null ? null : await this.principalOf(token, traceId);
    if (principal === null) throw new DomainError('UNAUTHENTICATED');
    return principal;
  }

  private principalOf(token: string, traceId: string): Principal | null | Promise<Principal | null> {
    const cached = this.cache.get(token);
    return cached === undefined ? (this.lookups.get(token) ?? this.lookUp(token, traceId)) : cached;
  }

  /** Requests that come meanwhile with the same token share this query. */
  private lookUp(token: string, traceId: string): Promise<Principal | null> {
    const lookup = this.ask(token, traceId)
      .then((principal) => {
        this.cache.set(token, principal);
        return principal;
      })
      .finally(() => this.lookups.delete(token));
    this.lookups.set(token, lookup);
    return lookup;
  }

  private ask(token: string, traceId: string): Promise<Principal | null> {
    if (this.oidc !== null && OidcTokens.looksLike(token)) return this.oidc.authenticate(token, traceId);
    return this.apiKeys.authenticate(token);
  }
}
