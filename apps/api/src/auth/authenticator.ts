import { Inject, Injectable } from '@nestjs/common';
import { ApiKeyStore, type SignInOrigin } from '@roster/database';
import type { Principal } from '@roster/domain';
import { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { bearerToken } from './bearer-token.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcTokens } from './oidc-tokens.js';
import { PrincipalLookUp } from './principal-look-up.js';
import type { RequestOrigin } from './request-origin.js';
import { TokenUses } from './token-uses.js';

@Injectable()
export class Authenticator {
  private readonly principals = new PrincipalLookUp((token, origin) => this.ask(token, origin));

  constructor(
    private readonly apiKeys: ApiKeyStore,
    @Inject(TokenUses) private readonly uses: Pick<TokenUses, 'note'>,
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
    const principal = token === null ? null : await this.principals.find(token, origin);
    if (principal === null) return this.failures.refuse(origin.source);
    if (principal.actor.type === 'api_key') this.uses.note(principal.actor.id, origin.address);
    return principal;
  }

  private ask(token: string, origin: SignInOrigin): Promise<Principal | null> {
    if (this.oidc !== null && OidcTokens.looksLike(token)) return this.oidc.authenticate(token, origin);
    return this.apiKeys.authenticate(token);
  }
}
