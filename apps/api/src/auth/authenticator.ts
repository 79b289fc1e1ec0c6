import { Inject, Injectable } from '@nestjs/common';
import { ApiKeyStore, type SignInOrigin } from '@roster/database';
import { DomainError, type Principal } from '@roster/domain';
import { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { ApiKeyUses } from './api-key-uses.js';
import { bearerToken } from './bearer-token.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcTokens } from './oidc-tokens.js';
import { PrincipalCache } from './principal-cache.js';
import type { RequestOrigin } from './request-origin.js';

@Injectable()
export class Authenticator {
  private readonly cache = new PrincipalCache();
  private readonly lookups = new Map<string, Promise<Principal | null>>();

  constructor(
    private readonly apiKeys: ApiKeyStore,
    @Inject(ApiKeyUses) private readonly uses: Pick<ApiKeyUses, 'note'>,
    /** Null when no identity provider is configured. */
    @Inject(OidcSignIn) private readonly oidc: OidcSignIn | null,
    private readonly failures: FailedSignIns,
  ) {}

  /**
   * @throws DomainError UNAUTHENTICATED, the same for a missing, unknown, expired or revoked token; RATE_LIMITED after
   *   too many of those from the same source
   */
  async authenticate(authorization: string | undefined, origin: RequestOrigin): Promise<Principal> {
    const token = bearerToken(authorization);
    const principal = token === null ? null : await this.principalOf(token, origin);
    if (principal !== null) {
      if (principal.actor.type === 'api_key') this.uses.note(principal.actor.id, origin.address);
      return principal;
    }
    // Not before the look-up: a valid token works, whatever else comes from its source.
    this.failures.refuseTooMany(origin.source);
    this.failures.count(origin.source);
    throw new DomainError('UNAUTHENTICATED');
  }

  private principalOf(token: string, origin: SignInOrigin): Principal | null | Promise<Principal | null> {
    const cached = this.cache.get(token);
    return cached === undefined ? (this.lookups.get(token) ?? this.lookUp(token, origin)) : cached;
  }

  /** Concurrent requests with the same token share one query. */
  private lookUp(token: string, origin: SignInOrigin): Promise<Principal | null> {
    const lookup = this.ask(token, origin)
      .then((principal) => {
        this.cache.set(token, principal);
        return principal;
      })
      .finally(() => this.lookups.delete(token));
    this.lookups.set(token, lookup);
    return lookup;
  }

  private ask(token: string, origin: SignInOrigin): Promise<Principal | null> {
    if (this.oidc !== null && OidcTokens.looksLike(token)) return this.oidc.authenticate(token, origin);
    return this.apiKeys.authenticate(token);
  }
}
