import { createHash, timingSafeEqual } from 'node:crypto';
import type { Provisioner } from '@roster/domain';
import { z } from 'zod';
import type { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { bearerToken } from './bearer-token.js';
import { GOOD_TTL_MS } from './principal-cache.js';

/** What a bearer token can be made of (RFC 6750, section 2.1), long enough that nobody guesses it. */
const TOKEN = /^(?=.{32,512}$)[A-Za-z0-9\-._~+/]+=*$/;
const error = 'tokens of 32 to 512 letters, digits, "-", ".", "_", "~", "+" or "/", separated by commas';

/** `PROVISIONING_TOKEN`: a comma-separated list; unset is empty. */
export const provisioningTokens = z
  .string({ error })
  .default('')
  .transform((list) => list.split(',').map((token) => token.trim()))
  .transform((list) => list.filter((token) => token !== ''))
  .refine((list) => list.every((token) => TOKEN.test(token)), { error });

interface KnownToken {
  readonly hash: Buffer;
  readonly provisioner: Provisioner;
}

/** The tokens of the installation, of which only hashes are kept. */
export class ProvisioningTokens {
  private readonly known: readonly KnownToken[];
  /** When each was used last, by its id. */
  private readonly lastUse = new Map<string, number>();

  constructor(
    tokens: readonly string[],
    private readonly failures: FailedSignIns,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.known = tokens.map(knownToken);
  }

  /**
   * Whom the token stands for; null when it is none of these: then somebody else has to judge it, and to count it.
   *
   * @throws DomainError RATE_LIMITED for one that was not used lately, when too many failures came from the source: a
   *   right guess among wrong ones must not stand out
   */
  authenticate(authorization: string | undefined, source: string | undefined): Provisioner | null {
    const token = bearerToken(authorization);
    const provisioner = token === null ? null : this.find(token);
    if (provisioner === null) return null;
    const { id } = provisioner.actor;
    const lastUse = this.lastUse.get(id);
    if (lastUse === undefined || lastUse + GOOD_TTL_MS <= this.now()) this.failures.refuseTooMany(source);
    this.lastUse.set(id, this.now());
    return provisioner;
  }

  /** Compares with each of them in constant time, so that the time tells nothing about any. */
  private find(token: string): Provisioner | null {
    const hash = sha256(token);
    const [match] = this.known.filter((one) => timingSafeEqual(one.hash, hash));
    return match?.provisioner ?? null;
  }
}

/** The id is the beginning of the hash: it tells tokens apart in the audit, and nobody finds the token by it. */
function knownToken(token: string): KnownToken {
  const hash = sha256(token);
  const actor = { type: 'provisioner', id: hash.toString('hex').slice(0, 12) } as const;
  return { hash, provisioner: { organizationId: null, actor, scopes: new Set(['organizations:create'] as const) } };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
