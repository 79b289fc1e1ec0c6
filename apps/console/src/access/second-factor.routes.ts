import { randomBytes } from 'node:crypto';
import { type ConsoleSession, changeOperator, type Sealed, type SignInAttempt } from '@roster/database';
import type { OperatorAccount, OperatorId } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { equalTexts, sessionOf, sourceOfRequest } from './guard.js';
import { CodePage, NoKeyPage, RecoveryCodesPage, SecondFactorPage, SetUpPage } from './second-factor.page.js';
import { localPage } from './sign-in-form.js';
import { startSession } from './start-session.js';
import { newRecoveryCodes, newTotpSecret, readCode, totpStep } from './totp.js';

const codeSchema = z.string().max(100).catch('');
const codeFormSchema = z.object({ code: codeSchema, form_token: z.string().catch('') });
const setUpFormSchema = z.object({ code: codeSchema, sealed: z.string().max(1_000), to: z.string().optional() });

const WRONG = 'The code is wrong or was used already. Wait for the next one.';
const NOT_CHECKED =
  'The code of the app cannot be checked: the administrator of this console must set OPERATOR_ENCRYPTION_KEY. A recovery code works.';

/** What a code is: `unknown-key` when the secret cannot be opened. */
type Checked = 'totp' | 'recovery' | 'wrong' | 'unknown-key';

/** The second step of a sign-in with a password, and the pages on which operators set their second factor up. */
export function serveSecondFactor(server: FastifyInstance, services: Services, cookies: Cookies): void {
  const { halfSignIns, secondFactors, totpSecrets, attempts, devices, events, database, logger } = services;

  server.get('/ops/sign-in/code', { config: { access: 'public' } }, async (request, reply) => {
    const { half } = await halfOf(request);
    return half ? showCode(reply) : reply.redirect('/ops/sign-in', 303);
  });

  server.post('/ops/sign-in/code', { config: { access: 'public' } }, async (request, reply) => {
    const { code, form_token } = codeFormSchema.parse(request.body ?? {});
    const { half, token, to } = await halfOf(request);
    if (!half) return reply.redirect('/ops/sign-in', 303);
    if (!equalTexts(form_token, cookies.form(request)))
      return showCode(reply.code(403), 'The form had expired. Try again.');
    const { attempt, wait } = await beginAttempt(request, half);
    if (wait > 0) return showCode(tooMany(request, reply, wait), waitText(wait));
    const checked = await check(half, code);
    if (checked === 'unknown-key') return showCode(reply.code(503), NOT_CHECKED);
    if (checked === 'wrong') {
      await note(request, half, 'session.sign_in', 'failed', { method: 'password', second_factor: 'wrong' });
      return showCode(reply.code(401), WRONG);
    }
    // A request that has spent the code, but not the sign-in, was not the first.
    if (!(await halfSignIns.end(token))) return reply.redirect('/ops/sign-in', 303);
    await attempts.succeeded(attempt, 'code');
    cookies.clearHalf(reply);
    await startSession(request, reply, services, cookies, {
      operator: half,
      method: 'password',
      details: { second_factor: checked },
    });
    return reply.redirect(to, 303);
  });

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
    const { attempt, wait } = await beginAttempt(request, operator);
    if (wait > 0) return showState(tooMany(request, reply, wait), session, waitText(wait));
    const { code } = codeFormSchema.parse(request.body ?? {});
    const checked = await check(operator, code);
    if (checked === 'unknown-key') return showState(reply.code(503), session, NOT_CHECKED);
    if (checked === 'wrong') {
      await note(request, operator, 'second_factor.remove', 'failed');
      return showState(reply.code(422), session, WRONG);
    }
    await attempts.succeeded(attempt, 'code');
    await note(request, operator, 'second_factor.remove', 'done');
    await database.transaction((tx) => changeOperator(tx, operator.email, { kind: 'second-factor' }));
    // All sessions have ended, this one too: the operator has shown the password and the code, and goes on with a new one.
    await startSession(request, reply, services, cookies, { operator, method: session.method });
    return reply.redirect('/ops/second-factor', 303);
  });

  async function halfOf(request: FastifyRequest) {
    const { token, to } = cookies.half(request);
    return { token, to: localPage(to), half: token === '' ? null : await halfSignIns.find(token) };
  }

  /** Counts before it looks, as with passwords. */
  async function beginAttempt(request: FastifyRequest, { email }: OperatorAccount) {
    const device = await devices.find(cookies.device(request), email);
    const attempt: SignInAttempt = { email, address: sourceOfRequest(request), device };
    return { attempt, wait: await attempts.begin(attempt, 'code') };
  }

  /** Spends the code, if it is right. */
  async function check({ id }: OperatorAccount, text: string): Promise<Checked> {
    const typed = readCode(text);
    if (typed?.kind === 'recovery')
      return (await secondFactors.spendRecoveryCode(id, typed.code)) ? 'recovery' : 'wrong';
    const factor = await secondFactors.find(id);
    if (!typed || !factor) return 'wrong';
    const secret = openSecret(id, factor.sealed);
    if (secret === null) return 'unknown-key';
    const step = await totpStep(secret, typed.code);
    return step !== null && (await secondFactors.spendStep(id, step)) ? 'totp' : 'wrong';
  }

  function isRequired({ method }: ConsoleSession): boolean {
    return services.secondFactorRequired && method === 'password';
  }

  function openSecret(id: OperatorId, sealed: Sealed): string | null {
    try {
      return totpSecrets?.open(id, sealed) ?? null;
    } catch (error) {
      logger.error({ err: error }, 'the secret of a second factor cannot be opened');
      return null;
    }
  }

  function showCode(reply: FastifyReply, problem?: string): FastifyReply {
    const formToken = randomBytes(32).toString('base64url');
    cookies.setForm(reply, formToken);
    return sendPage(reply, CodePage({ formToken, ...(problem ? { problem } : {}) }));
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

  function tooMany(request: FastifyRequest, reply: FastifyReply, wait: number): FastifyReply {
    // No event: see the sign-in with a password.
    logger.warn({ address: sourceOfRequest(request), wait_seconds: wait }, 'code refused after too many failures');
    return reply.code(429).header('retry-after', wait);
  }

  function note(
    request: FastifyRequest,
    operator: OperatorAccount,
    action: string,
    outcome: 'done' | 'failed',
    details?: Readonly<Record<string, string>>,
  ): Promise<void> {
    const address = sourceOfRequest(request);
    return events.write({ operator, action, outcome, address, ...(details ? { details } : {}) });
  }
}

function waitText(seconds: number): string {
  return `Too many failed attempts. Try again in ${seconds} seconds.`;
}
