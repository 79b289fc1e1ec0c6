import { type SignInOrigin, signIn } from '@roster/database';
import type { Principal } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { OidcTokens } from './oidc-tokens.js';

/** Signs in users who present a token of the identity provider. */
export class OidcSignIn {
  constructor(
    private readonly tokens: OidcTokens,
    private readonly writes: DataSource,
    private readonly reads: DataSource,
  ) {}

  /** The principal of a token; null when the token is invalid or belongs to no active member. */
  async authenticate(token: string, origin: SignInOrigin): Promise<Principal | null> {
    const identity = await this.tokens.verify(token);
    return identity && signIn(this.writes, identity, origin, this.reads);
  }
}
