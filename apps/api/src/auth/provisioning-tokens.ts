import { createHash, timingSafeEqual } from 'node:crypto';
import type { Provisioner } from '@roster/domain';
import { z } from 'zod';
import type { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import { bearerToken } from './bearer-token.js';

/** How long a token that was used stays exempt from the limit on failed sign-ins. Milliseconds. */
const RECENTLY_USED_MS = 3_600_000;

/** A b64token (RFC 6750, section 2.1) that is too long to guess. */
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

/** The provisioning tokens of the installation. Only their hashes are kept. */
export class ProvisioningTokens {
  private readonly known: readonly KnownToken[];
  /** When each token was last used, by its ID. */
  private readonly lastUse = new Map<string, number>();

  constructor(
    tokens: readonly string[],
    private readonly failures: FailedSignIns,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.known = tokens.map(knownToken);
  }

  /**
   * The provisioner of a token; null when it is not a provisioning token. The caller then checks it otherwise, and
   * counts it if it is invalid.
   *
   * @throws DomainError RATE_LIMITED when too many failures came from the source and the token was not used lately: a
   *   right guess must look like a wrong one, as people choose these tokens
   */
  authenticate(authorization: string | undefined, source: string | undefined): Provisioner | null {
    const token = bearerToken(authorization);
    const provisioner = token === null ? null : this.find(token);
    if (provisioner === null) return null;
    const { id } = provisioner.actor;
    const lastUse = this.lastUse.get(id);
    if (lastUse === undefined || lastUse + RECENTLY_USED_MS <= this.now()) this.failures.refuseTooMany(source);
    this.lastUse.set(id, this.now());
    return provisioner;
  }

  /** Compares with every token in constant time, so that the time reveals nothing. */
  private find(token: string): Provisioner | null {
    const hash = sha256(token);
    const [match] = this.known.filter((one) => timingSafeEqual(one.hash, hash));
    return match?.provisioner ?? null;
  }
}

/** The ID is the beginning of the hash: it tells tokens apart in the audit and does not reveal them. */
function knownToken(token: string): KnownToken {
  const hash = sha256(token);
  const actor = { type: 'provisioner', id: hash.toString('hex').slice(0, 12) } as const;
  return { hash, provisioner: { organizationId: null, actor, scopes: new Set(['organizations:create'] as const) } };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
