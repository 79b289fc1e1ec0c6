import type { SignInOrigin } from '@roster/database';
import type { Principal } from '@roster/domain';
import { PrincipalCache } from './principal-cache.js';

/** Finds the principals of tokens. Concurrent requests with the same token, and those soon after, share one query. */
export class PrincipalLookUp {
  private readonly cache = new PrincipalCache();
  private readonly lookUps = new Map<string, Promise<Principal | null>>();

  constructor(private readonly ask: (token: string, origin: SignInOrigin) => Promise<Principal | null>) {}

  /** Null for a token that is not valid. */
  find(token: string, origin: SignInOrigin): Principal | null | Promise<Principal | null> {
    const cached = this.cache.get(token);
    return cached === undefined ? (this.lookUps.get(token) ?? this.lookUp(token, origin)) : cached;
  }

  private lookUp(token: string, origin: SignInOrigin): Promise<Principal | null> {
    const lookUp = this.ask(token, origin)
      .then((principal) => {
        this.cache.set(token, principal);
        return principal;
      })
      .finally(() => this.lookUps.delete(token));
    this.lookUps.set(token, lookUp);
    return lookUp;
  }
}
