import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { equalTexts, sourceOfRequest } from './guard.js';
import { CodePage } from './second-factor.page.js';
import { codeSchema, problemOf, refuseCode, type SecondFactorCodes } from './second-factor-codes.js';
import { localPage } from './sign-in-form.js';
import { startSession } from './start-session.js';

const formSchema = z.object({ code: codeSchema, form_token: z.string().catch('') });

/** The second step of a sign-in with a password. */
export function serveSignInCode(
  server: FastifyInstance,
  services: Services,
  cookies: Cookies,
  codes: SecondFactorCodes,
): void {
  const { halfSignIns, attempts, events } = services;

  server.get('/ops/sign-in/code', { config: { access: 'public' } }, async (request, reply) => {
    const { half } = await halfOf(request);
    return half ? showCode(reply) : reply.redirect('/ops/sign-in', 303);
  });

  server.post('/ops/sign-in/code', { config: { access: 'public' } }, async (request, reply) => {
    const { code, form_token } = formSchema.parse(request.body ?? {});
    const { half, token, to } = await halfOf(request);
    if (!half) return reply.redirect('/ops/sign-in', 303);
    if (!equalTexts(form_token, cookies.form(request)))
      return showCode(reply.code(403), 'The form had expired. Try again.');
    const tried = await codes.try(request, half, code);
    if (tried.kind === 'wrong')
      await events.write({
        operator: half,
        action: 'session.sign_in',
        outcome: 'failed',
        address: sourceOfRequest(request),
        details: { method: 'password', second_factor: 'wrong' },
      });
    if (tried.kind !== 'accepted') return showCode(refuseCode(reply, tried, 401), problemOf(tried));
    // A request that has spent the code, but not the sign-in, was not the first.
    if (!(await halfSignIns.end(token))) return reply.redirect('/ops/sign-in', 303);
    await attempts.succeeded(tried.attempt, 'code');
    cookies.clearHalf(reply);
    await startSession(request, reply, services, cookies, {
      operator: half,
      method: 'password',
      details: { second_factor: tried.by },
    });
    return reply.redirect(to, 303);
  });

  async function halfOf(request: FastifyRequest) {
    const { token, to } = cookies.half(request);
    return { token, to: localPage(to), half: token === '' ? null : await halfSignIns.find(token) };
  }

  function showCode(reply: FastifyReply, problem?: string): FastifyReply {
    const formToken = randomBytes(32).toString('base64url');
    cookies.setForm(reply, formToken);
    return sendPage(reply, CodePage({ formToken, ...(problem ? { problem } : {}) }));
  }
}
