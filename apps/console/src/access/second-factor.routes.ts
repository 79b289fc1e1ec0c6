import { type ConsoleSession, changeOperator } from '@roster/database';
import type { OperatorAccount } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { sessionOf, sourceOfRequest } from './guard.js';
import { NoKeyPage, RecoveryCodesPage, SecondFactorPage, SetUpPage } from './second-factor.page.js';
import { codeSchema, problemOf, refuseCode, type SecondFactorCodes } from './second-factor-codes.js';
import { localPage } from './sign-in-form.js';
import { startSession } from './start-session.js';
import { newRecoveryCodes, newTotpSecret, readCode, totpStep } from './totp.js';

const removeFormSchema = z.object({ code: codeSchema });
const setUpFormSchema = z.object({ code: codeSchema, sealed: z.string().max(1_000), to: z.string().optional() });

/** The pages on which operators set up and remove their second factor. */
export function serveSecondFactor(
  server: FastifyInstance,
  services: Services,
  cookies: Cookies,
  codes: SecondFactorCodes,
): void {
  const { secondFactors, totpSecrets, attempts, events, database } = services;

  server.get<{ Querystring: { to?: unknown } }>(
    '/ops/second-factor',
    { config: { access: 'setting-up' } },
    async (request, reply) => {
      const session = sessionOf(request);
      return session.secondFactor ? showState(reply, session) : showSetUp(reply, session, localPage(request.query.to));
    },
  );

  server.post('/ops/second-factor', { config: { access: 'setting-up' } }, async (request, reply) => {
    const session = sessionOf(request);
    const form = setUpFormSchema.safeParse(request.body);
    const to = localPage(form.data?.to);
    if (session.secondFactor) return showState(reply.code(409), session, 'There is a second factor already.');
    const secret = (form.success && totpSecrets?.accept(session, form.data.sealed)) || null;
    if (secret === null || !totpSecrets)
      return showSetUp(reply.code(422), session, to, { problem: 'The page had expired. Scan the new code.' });
    const typed = readCode(form.data?.code ?? '');
    const step = typed?.kind === 'totp' ? await totpStep(secret, typed.code) : null;
    if (step === null)
      return showSetUp(reply.code(422), session, to, { secret, problem: 'The code is wrong. Enter the current one.' });
    const recoveryCodes = newRecoveryCodes();
    const sealed = totpSecrets.seal(session.operator.id, secret);
    if (!(await secondFactors.setUp(session, { sealed, step, recoveryCodes })))
      return showState(reply.code(409), { ...session, secondFactor: true }, 'There is a second factor already.');
    await note(request, session.operator, 'second_factor.set_up', 'done');
    return sendPage(
      reply,
      RecoveryCodesPage({ session: { ...session, secondFactor: true }, codes: recoveryCodes, to }),
    );
  });

  server.post('/ops/second-factor/remove', { config: { access: 'signed-in' } }, async (request, reply) => {
    const session = sessionOf(request);
    const { operator } = session;
    if (!session.secondFactor) return reply.redirect('/ops/second-factor', 303);
    const { code } = removeFormSchema.parse(request.body ?? {});
    const tried = await codes.try(request, operator, code);
    if (tried.kind === 'wrong') await note(request, operator, 'second_factor.remove', 'failed');
    if (tried.kind !== 'accepted') return showState(refuseCode(reply, tried, 422), session, problemOf(tried));
    await attempts.succeeded(tried.attempt, 'code');
    await note(request, operator, 'second_factor.remove', 'done');
    await database.transaction((tx) => changeOperator(tx, operator.email, { kind: 'second-factor' }));
    // All sessions have ended, this one too: the operator has shown the password and the code, and goes on with a new one.
    await startSession(request, reply, services, cookies, { operator, method: session.method });
    return reply.redirect('/ops/second-factor', 303);
  });

  function isRequired({ method }: ConsoleSession): boolean {
    return services.secondFactorRequired && method === 'password';
  }

  function showSetUp(
    reply: FastifyReply,
    session: ConsoleSession,
    to: string,
    again: { readonly secret?: string; readonly problem?: string } = {},
  ): FastifyReply {
    if (!totpSecrets) return sendPage(reply, NoKeyPage({ session }));
    const secret = again.secret ?? newTotpSecret();
    const page = { session, secret, sealed: totpSecrets.offer(session, secret), to, required: isRequired(session) };
    return sendPage(reply, SetUpPage({ ...page, ...(again.problem ? { problem: again.problem } : {}) }));
  }

  async function showState(reply: FastifyReply, session: ConsoleSession, problem?: string): Promise<FastifyReply> {
    const factor = await secondFactors.find(session.operator.id);
    if (!factor) return reply.redirect('/ops/second-factor', 303);
    const { createdAt: since, recoveryCodesLeft } = factor;
    const page = { session, since, recoveryCodesLeft, required: isRequired(session) };
    return sendPage(reply, SecondFactorPage({ ...page, ...(problem ? { problem } : {}) }));
  }

  function note(request: FastifyRequest, operator: OperatorAccount, action: string, outcome: 'done' | 'failed') {
    return events.write({ operator, action, outcome, address: sourceOfRequest(request) });
  }
}
