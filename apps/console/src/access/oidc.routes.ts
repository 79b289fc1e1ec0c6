import { type AdmittedOperator, admitIdentity, type IdentityRefusal, OperatorEventLog } from '@roster/database';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';
import { sourceOfRequest } from './guard.js';
import { type OidcClient, OidcProblem } from './oidc-client.js';
import { localPage, START_PAGE, showSignIn } from './sign-in-form.js';
import { startSession } from './start-session.js';

const config = { access: 'public' } as const;

/** Signing in with the identity provider, and out of it. */
export function serveOidc(server: FastifyInstance, services: Services, cookies: Cookies, oidc: OidcClient): void {
  const { database, events, logger } = services;

  // By a link: a form that redirects to another host would be stopped by the policy `form-action`.
  server.get<{ Querystring: { to?: unknown } }>('/ops/sign-in/oidc', { config }, async (request, reply) => {
    const to = localPage(request.query.to);
    return orProblem(request, reply, to, async () => {
      const begun = await oidc.begin();
      cookies.setOidc(reply, { ...begun.request, to });
      return reply.redirect(begun.url.href, 303);
    });
  });

  server.get('/ops/sign-in/oidc/callback', { config }, async (request, reply) => {
    const begun = cookies.oidc(request);
    cookies.clearOidc(reply);
    const to = localPage(begun?.to);
    if (!begun)
      return showSignIn(reply.code(400), services, cookies, {
        to,
        problem: 'The sign-in took too long, or was begun in another browser. Try again.',
      });
    return orProblem(request, reply, to, async () => {
      const identity = await oidc.finish(request.url, begun);
      const admitted = await database.transaction(async (tx) => {
        const result = await admitIdentity(tx, identity);
        if (typeof result !== 'string') await noteChanges(new OperatorEventLog(tx), request, result);
        return result;
      });
      if (typeof admitted === 'string') {
        const person = { email: identity.email };
        throw new OidcProblem(403, admitted, explain(admitted, identity.email), { person });
      }
      await startSession(request, reply, services, cookies, { operator: admitted.operator, method: 'oidc' });
      return reply.redirect(to, 303);
    });
  });

  server.get('/ops/sign-out/oidc', { config }, (request, reply) =>
    orProblem(request, reply, START_PAGE, async () => {
      const url = await oidc.signOutUrl();
      return reply.redirect(url?.href ?? '/ops/sign-in', 303);
    }),
  );

  async function orProblem(
    request: FastifyRequest,
    reply: FastifyReply,
    to: string,
    work: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OidcProblem)) throw error;
      logger.warn({ err: error, reason: error.reason }, 'single sign-on did not succeed');
      if (error.person) await noteRefusal(request, error.person.email, error.reason);
      return showSignIn(reply.code(error.status), services, cookies, { to, problem: error.message });
    }
  }

  /** Only of people whom the provider knows: anybody else could fill the log, which is kept for ever. */
  function noteRefusal(request: FastifyRequest, email: string | undefined, reason: string): Promise<void> {
    return events.write({
      operator: null,
      email: email ?? '(no address)',
      action: 'session.sign_in',
      outcome: 'refused',
      address: sourceOfRequest(request),
      details: { method: 'oidc', reason },
    });
  }
}

/** What the provider changed about an account, as if an operator had done it on the command line. */
async function noteChanges(
  log: OperatorEventLog,
  request: FastifyRequest,
  { operator, changes }: AdmittedOperator,
): Promise<void> {
  for (const change of changes)
    await log.write({
      operator,
      action: `operator.${change}`,
      outcome: 'done',
      subject: operator.email,
      address: sourceOfRequest(request),
      details: { method: 'oidc', ...(change === 'bind' ? {} : { role: operator.role }) },
    });
}

function explain(refusal: IdentityRefusal, email: string): string {
  switch (refusal) {
    case 'unknown':
      return `There is no account for ${email}. Ask an operator to create one.`;
    case 'disabled':
      return `The account for ${email} is disabled. Ask an operator to enable it.`;
    case 'taken':
      return `The account for ${email} belongs to another identity at your provider. Ask an operator to reset its single sign-on.`;
  }
}
