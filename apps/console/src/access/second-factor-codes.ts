import type { Sealed, SignInAttempt } from '@roster/database';
import type { OperatorAccount, OperatorId } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { sourceOfRequest } from './guard.js';
import { readCode, totpStep } from './totp.js';

/** A code as it was typed. */
export const codeSchema = z.string().max(100).catch('');

const WRONG = 'The code is wrong or was used already. Wait for the next one.';
const NOT_CHECKED =
  'The code of the app cannot be checked: the administrator of this console must set OPERATOR_ENCRYPTION_KEY. A recovery code works.';

/** What a code is: `unknown-key` when the secret cannot be opened. */
type Checked = 'totp' | 'recovery' | 'wrong' | 'unknown-key';

type Refused =
  | { readonly kind: 'wrong' | 'unknown-key' }
  | { readonly kind: 'too-many-failures'; readonly waitSeconds: number };

interface Accepted {
  readonly kind: 'accepted';
  readonly by: 'totp' | 'recovery';
  readonly attempt: SignInAttempt;
}

/** The codes of operators' second factors, of the app and for recovery. Each is accepted once. */
export class SecondFactorCodes {
  constructor(
    private readonly services: Services,
    private readonly cookies: Cookies,
  ) {}

  /** Spends the code, if it is right. The attempt counts as failed until `attempts.succeeded` is called for it. */
  async try(request: FastifyRequest, { id, email }: OperatorAccount, code: string): Promise<Accepted | Refused> {
    const { attempts, devices, logger } = this.services;
    const device = await devices.find(this.cookies.device(request), email);
    const attempt: SignInAttempt = { email, address: sourceOfRequest(request), device };
    // Counts before it looks, as with passwords.
    const waitSeconds = await attempts.begin(attempt, 'code');
    if (waitSeconds > 0) {
      // No event: see the sign-in with a password.
      logger.warn({ address: attempt.address, wait_seconds: waitSeconds }, 'code refused after too many failures');
      return { kind: 'too-many-failures', waitSeconds };
    }
    const checked = await this.spend(id, code);
    return checked === 'wrong' || checked === 'unknown-key'
      ? { kind: checked }
      : { kind: 'accepted', by: checked, attempt };
  }

  private async spend(id: OperatorId, text: string): Promise<Checked> {
    const { secondFactors } = this.services;
    const typed = readCode(text);
    if (typed?.kind === 'recovery')
      return (await secondFactors.spendRecoveryCode(id, typed.code)) ? 'recovery' : 'wrong';
    const factor = await secondFactors.find(id);
    if (!typed || !factor) return 'wrong';
    const secret = this.openSecret(id, factor.sealed);
    if (secret === null) return 'unknown-key';
    const step = await totpStep(secret, typed.code);
    return step !== null && (await secondFactors.spendStep(id, step)) ? 'totp' : 'wrong';
  }

  private openSecret(id: OperatorId, sealed: Sealed): string | null {
    try {
      return this.services.totpSecrets?.open(id, sealed) ?? null;
    } catch (error) {
      this.services.logger.error({ err: error }, 'the secret of a second factor cannot be opened');
      return null;
    }
  }
}

/** Sets the status of the answer to a code that was refused. `wrong` is that of a wrong code. */
export function refuseCode(reply: FastifyReply, refused: Refused, wrong: 401 | 422): FastifyReply {
  if (refused.kind === 'too-many-failures') return reply.code(429).header('retry-after', refused.waitSeconds);
  return reply.code(refused.kind === 'wrong' ? wrong : 503);
}

/** What the page says of a code that was refused. */
export function problemOf(refused: Refused): string {
  if (refused.kind === 'too-many-failures')
    return `Too many failed attempts. Try again in ${refused.waitSeconds} seconds.`;
  return refused.kind === 'wrong' ? WRONG : NOT_CHECKED;
}
