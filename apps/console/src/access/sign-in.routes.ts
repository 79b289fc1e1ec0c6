import { findOperator, verifyPassword } from '@roster/database';
import { emailSchema, type OperatorId } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { equalTexts, sourceOfRequest } from './guard.js';
import type { SignInForm } from './sign-in.page.js';
import { localPage, START_PAGE, showSignIn } from './sign-in-form.js';
import { startSession } from './start-session.js';

const formSchema = z.object({
  email: z.string().regex(/^[^\p{Cc}\p{Cs}]{1,254}$/u),
  password: z.string().min(1).max(200),
  form_token: z.string(),
  to: z.string().optional(),
});

const WRONG = 'The email address or password is wrong.';

/** Signing in and out. What is answered, and how fast, does not tell which accounts there are. */
export function serveSignIn(server: FastifyInstance, services: Services, cookies: Cookies): void {
  const { sessions, halfSignIns, secondFactors, devices, attempts, events, database, logger } = services;
  const config = { access: 'public' } as const;

  server.get<{ Querystring: { to?: unknown; left?: unknown } }>('/ops/sign-in', { config }, (request, reply) => {
    const to = localPage(request.query.to);
    if (request.session) return reply.redirect(to, 303);
    return showForm(reply, { to, signedOut: services.oidc !== undefined && request.query.left === 'oidc' });
  });

  server.post('/ops/sign-in', { config }, async (request, reply) => {
    const form = formSchema.safeParse(request.body);
    if (!form.success) return showForm(reply.code(422), { to: START_PAGE, problem: WRONG });
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
    const hash = found?.disabled_at === null ? found.password_hash : null;
    const right = await verifyPassword(password, hash);
    if (!right || !found) {
      await noteFailure(request, email);
      return showForm(reply.code(401), { to, email, problem: WRONG });
    }
    await attempts.succeeded(attempt);
    const { name, role } = found;
    const id = found.id as OperatorId;
    if (await secondFactors.find(id)) {
      cookies.setHalf(reply, { token: await halfSignIns.begin(id), to });
      return reply.redirect('/ops/sign-in/code', 303);
    }
    const operator = { id, email: found.email, name, role };
    await startSession(request, reply, services, cookies, { operator, method: 'password' });
    return reply.redirect(to, 303);
  });

  server.post('/ops/sign-out', { config: { access: 'setting-up' } }, async (request, reply) => {
    const { session } = request;
    const everywhere = (request.body as { everywhere?: unknown }).everywhere === 'yes';
    if (session && everywhere) await sessions.endAll(session.operator.id);
    else if (session) await sessions.end(session);
    cookies.clearSession(reply);
    return reply.redirect(session?.method === 'oidc' ? '/ops/sign-in?left=oidc' : '/ops/sign-in', 303);
  });

  function showForm(reply: FastifyReply, form: SignInForm): FastifyReply {
    return showSignIn(reply, services, cookies, form);
  }

  /** What is no address is not written down: people type their password into the wrong field. */
  function noteFailure(request: FastifyRequest, typed: string): Promise<void> {
    const email = emailSchema.safeParse(typed).data ?? '(no address)';
    const address = sourceOfRequest(request);
    return events.write({ operator: null, email, action: 'session.sign_in', outcome: 'failed', address });
  }
}
