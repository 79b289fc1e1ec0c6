import { createHash, timingSafeEqual } from 'node:crypto';
import type { ConsoleSession } from '@roster/database';
import { type ConsoleAction, mayInConsole } from '@roster/domain';
import { sourceOf } from '@roster/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { Services } from '../services.js';
import type { Cookies } from './cookies.js';

/**
 * Who may use a route: anybody, any operator who is signed in (`setting-up`: also without the second factor that is required), or
 * who may do an action. A route without it cannot be made.
 */
type RouteAccess = 'public' | 'setting-up' | 'signed-in' | ConsoleAction;

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess;
    /** Its body is read by somebody else, who sends the token of the session in a header. */
    csrf?: 'header';
  }
  interface FastifyRequest {
    session: ConsoleSession | null;
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The forms of the sign-in have tokens of their own. */
const OWN_TOKEN = new Set(['/ops/sign-in', '/ops/sign-in/code']);

/** Refused by the guard; `reason` is what the page says. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: 401 | 403 | 404 | 409 | 422,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/**
 * Decides about every request of the console by the route that it matched, never by the text of its path, so that no
 * way of writing a path gets around it. A route that does not say who may use it keeps the console from starting.
 *
 * The CSRF token is part of the stored session and ends with it. With @fastify/csrf-protection it would be derived from a
 * secret in a second cookie.
 */
export function guardRoutes(
  server: FastifyInstance,
  services: Services,
  cookies: Cookies,
  publicUrl: string | undefined,
): void {
  server.decorateRequest('session', null);
  const routes: RouteOptions[] = [];
  server.addHook('onRoute', (route) => void routes.push(route));
  server.addHook('onReady', async () => {
    const open = routes.find(({ config }) => config?.access === undefined);
    if (open) throw new Error(`${open.method} ${open.url} does not say who may use it`);
  });
  server.addHook('onRequest', async (request, reply) => {
    const { access = 'signed-in' } = request.routeOptions.config;
    if (request.is404) return;
    const token = cookies.session(request);
    request.session = token === undefined ? null : await services.sessions.find(token);
    if (access === 'public') return;
    if (request.session === null) return askToSignIn(request, reply, cookies);
    if (access === 'setting-up') return;
    if (lacksSecondFactor(request.session, services)) return askToSetUp(request, reply);
    if (access === 'signed-in' || mayInConsole(request.session.operator.role, access)) return;
    await noteRefusal(request, services, access);
    throw new Refusal(403, `Your role (${request.session.operator.role}) does not allow this.`);
  });
  server.addHook('preHandler', async (request) => {
    if (SAFE_METHODS.has(request.method) || request.is404) return;
    if (!isSameOrigin(request, publicUrl))
      throw new Refusal(403, 'The request does not come from a page of this console.');
    if (request.session === null || OWN_TOKEN.has(request.routeOptions.url ?? '')) return;
    if (!equalTexts(csrfTokenOf(request), request.session.csrfToken))
      throw new Refusal(403, 'This form has expired. Go back, reload the page and try again.');
  });
}

function csrfTokenOf(request: FastifyRequest): unknown {
  if (request.routeOptions.config.csrf === 'header') return request.headers['x-xsrf-token'];
  return (request.body as { csrf_token?: unknown } | undefined)?.csrf_token;
}

/** A sign-in with the identity provider is exempt: the provider asks for its own second factor. */
function lacksSecondFactor({ method, secondFactor }: ConsoleSession, { secondFactorRequired }: Services): boolean {
  return secondFactorRequired && method === 'password' && !secondFactor;
}

function askToSetUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!isPage(request)) throw new Refusal(403, 'Set up a second factor first.');
  return reply.redirect(`/ops/second-factor?to=${encodeURIComponent(request.url)}`, 303);
}

function isPage({ method, headers }: FastifyRequest): boolean {
  return SAFE_METHODS.has(method) && headers['sec-fetch-dest'] !== 'empty';
}

/** A page is come back to after the sign-in; a script or a form is told no. */
function askToSignIn(request: FastifyRequest, reply: FastifyReply, cookies: Cookies): FastifyReply {
  cookies.clearSession(reply);
  if (!isPage(request)) throw new Refusal(401, 'You are not signed in, or your session has expired.');
  return reply.redirect(`/ops/sign-in?to=${encodeURIComponent(request.url)}`, 303);
}

async function noteRefusal(request: FastifyRequest, { events }: Services, action: string): Promise<void> {
  const operator = request.session?.operator ?? null;
  await events.write({
    operator,
    action,
    outcome: 'refused',
    subject: request.url.slice(0, 300),
    address: sourceOfRequest(request),
  });
}

/** Who asks. Only for routes that are not public: the guard lets nobody else through to them. */
export function sessionOf(request: FastifyRequest): ConsoleSession {
  if (request.session === null) throw new Error(`${request.routeOptions.url} is public`);
  return request.session;
}

/** Where a request came from, as it is counted and written down: an address, or the proxy that did not tell it. */
export function sourceOfRequest(request: FastifyRequest): string {
  return sourceOf(request) ?? 'unknown';
}

/**
 * Does this request come from a page of the console? Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`; a
 * program that sends neither has no cookies of anybody else's to misuse.
 */
function isSameOrigin({ headers }: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = headers;
  if (origin === undefined) return true;
  if (publicUrl !== undefined) return origin === new URL(publicUrl).origin;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}

/** Are both there and the same? Takes as long whatever differs. */
export function equalTexts(one: unknown, other: unknown): boolean {
  if (typeof one !== 'string' || typeof other !== 'string' || one === '') return false;
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
