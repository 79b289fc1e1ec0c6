import { type SignInOrigin, signIn } from '@roster/database';
import type { Principal } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { OidcTokens } from './oidc-tokens.js';

/** People who come with a token of the identity provider. */
export class OidcSignIn {
  constructor(
    private readonly tokens: OidcTokens,
    private readonly writes: DataSource,
    private readonly reads: DataSource,
  ) {}

  /** Whom the token stands for; null when it is not good, or nobody here is meant. */
  async authenticate(token: string, origin: SignInOrigin): Promise<Principal | null> {
    const identity = await this.tokens.verify(token);
    return identity && signIn(this.writes, identity, origin, this.reads);
  }
}
