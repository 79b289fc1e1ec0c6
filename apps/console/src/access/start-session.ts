import type { SignInMethod } from '@roster/database';
import type { OperatorAccount } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { sourceOfRequest } from './guard.js';

/**
 * Signs an operator in who has shown who they are: records it, ends the session that the browser had before, begins a new
 * one and makes the browser known for this account.
 */
export async function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions, devices, events }: Services,
  cookies: Cookies,
  signIn: {
    readonly operator: OperatorAccount;
    readonly method: SignInMethod;
    readonly details?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { operator, method } = signIn;
  const address = sourceOfRequest(request);
  const details = { method, ...signIn.details };
  const before = cookies.session(request);
  if (before !== undefined) await sessions.endToken(before);
  await events.write({ operator, action: 'session.sign_in', outcome: 'done', address, details });
  const { token, csrfToken } = await sessions.begin(operator.id, address, method);
  cookies.setSession(reply, token, csrfToken);
  cookies.setDevice(reply, await devices.remember(operator.id, cookies.device(request)));
}
