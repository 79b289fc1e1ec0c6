import { Inject, Injectable } from '@nestjs/common';
import { ScimConnectionStore } from '@roster/database';
import type { Principal } from '@roster/domain';
import { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { SCIM_TOKEN_USES } from '../tokens.js';
import { bearerToken } from './bearer-token.js';
import { PrincipalLookUp } from './principal-look-up.js';
import type { RequestOrigin } from './request-origin.js';
import type { TokenUses } from './token-uses.js';

/** Knows identity providers by the tokens of their connections. No other token opens SCIM, and these open nothing else. */
@Injectable()
export class ScimAuthenticator {
  private readonly principals = new PrincipalLookUp((token) => this.connections.authenticate(token));

  constructor(
    private readonly connections: ScimConnectionStore,
    @Inject(SCIM_TOKEN_USES) private readonly uses: TokenUses,
    private readonly failures: FailedSignIns,
  ) {}

  /** @throws DomainError UNAUTHENTICATED, or RATE_LIMITED after too many of those from the same source */
  async authenticate(authorization: string | undefined, origin: RequestOrigin): Promise<Principal> {
    const token = bearerToken(authorization);
    const principal = token === null ? null : await this.principals.find(token, origin);
    if (principal === null) return this.failures.refuse(origin.source);
    this.uses.note(principal.actor.id, origin.address);
    return principal;
  }
}
