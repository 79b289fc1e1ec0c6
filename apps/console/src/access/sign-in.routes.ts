import { randomBytes } from 'node:crypto';
import { findOperator, verifyPassword } from '@roster/database';
import { emailSchema, type OperatorId } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendPage } from '../layout/page.js';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { equalTexts, sourceOfRequest } from './guard.js';
import { SignInPage } from './sign-in.page.js';

/** A page of the console, and nothing that a browser takes for another host. */
const LOCAL_PAGE = /^\/ops(?:[/?][\w\-./?=&%+:~]*)?$/;
const START = '/ops/overview';

const formSchema = z.object({
  email: z.string().regex(/^[^\p{Cc}\p{Cs}]{1,254}$/u),
  password: z.string().min(1).max(200),
  form_token: z.string(),
  to: z.string().optional(),
});

const WRONG = 'The email address or password is wrong.';

/** Signing in and out. What is answered, and how fast, does not tell which accounts there are. */
export function serveSignIn(server: FastifyInstance, services: Services, cookies: Cookies): void {
  const { sessions, devices, attempts, events, database, logger } = services;
  const config = { access: 'public' } as const;

  server.get<{ Querystring: { to?: unknown } }>('/ops/sign-in', { config }, (request, reply) => {
    const to = localPage(request.query.to);
    if (request.session) return reply.redirect(to, 303);
    return showForm(reply, { to });
  });

  server.post('/ops/sign-in', { config }, async (request, reply) => {
    const form = formSchema.safeParse(request.body);
    if (!form.success) return showForm(reply.code(422), { to: START, problem: WRONG });
    const { email, password, form_token } = form.data;
    const to = localPage(form.data.to);
    if (!equalTexts(form_token, cookies.form(request)))
      return showForm(reply.code(403), { to, email, problem: 'The form had expired. Try again.' });

    const device = await devices.find(cookies.device(request), email);
    const attempt = { email, address: sourceOfRequest(request), device };
    const wait = await attempts.begin(attempt);
    if (wait > 0) {
      // No event: those are kept for ever, and anybody may send as many of these as they like. Each failure before has one.
      logger.warn(
        { address: attempt.address, known_device: device !== null, wait_seconds: wait },
        'sign-in refused after too many failures',
      );
      const problem = `Too many failed attempts. Try again in ${wait} seconds.`;
      return showForm(reply.code(429).header('retry-after', wait), { to, email, problem });
    }
    const found = await findOperator(database.manager, email);
    const usable = found !== null && found.disabled_at === null;
    const right = await verifyPassword(password, usable ? found.password_hash : null);
    if (!right || !found) {
      await note(request, email, 'failed', null);
      return showForm(reply.code(401), { to, email, problem: WRONG });
    }
    await attempts.succeeded(attempt);
    const before = cookies.session(request);
    if (before !== undefined) await sessions.endToken(before);
    await note(request, found.email, 'done', found.id as OperatorId);
    const { token, csrfToken } = await sessions.begin(found.id as OperatorId, sourceOfRequest(request));
    cookies.setSession(reply, token, csrfToken);
    cookies.setDevice(reply, await devices.remember(found.id as OperatorId, cookies.device(request)));
    return reply.redirect(to, 303);
  });

  server.post('/ops/sign-out', { config: { access: 'signed-in' } }, async (request, reply) => {
    const { session } = request;
    const everywhere = (request.body as { everywhere?: unknown }).everywhere === 'yes';
    if (session && everywhere) await sessions.endAll(session.operator.id);
    else if (session) await sessions.end(session);
    cookies.clearSession(reply);
    return reply.redirect('/ops/sign-in', 303);
  });

  function showForm(reply: FastifyReply, form: { to: string; email?: string; problem?: string }): FastifyReply {
    const token = randomBytes(32).toString('base64url');
    cookies.setForm(reply, token);
    return sendPage(reply, SignInPage({ ...form, formToken: token }));
  }

  /** What is no address is not written down: people type their password into the wrong field. */
  function note(request: FastifyRequest, typed: string, outcome: 'done' | 'failed', id: OperatorId | null) {
    const email = emailSchema.safeParse(typed).data ?? '(no address)';
    const operator = id === null ? null : { id, email };
    return events.write({ operator, email, action: 'session.sign_in', outcome, address: sourceOfRequest(request) });
  }
}

function localPage(to: unknown): string {
  return typeof to === 'string' && LOCAL_PAGE.test(to) ? to : START;
}
