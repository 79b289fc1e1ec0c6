import { DomainError } from '@roster/domain';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const error = 'origins like https://app.example.com, separated by commas';

/** `CORS_ORIGINS`: a comma-separated list; unset is empty. */
export const origins = z
  .string({ error })
  .default('')
  .transform((list) => list.split(',').map((origin) => origin.trim()))
  .transform((list) => list.filter((origin) => origin !== ''))
  .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), { error });

/** The headers of an answer that a page may read. */
const EXPOSED = [
  'ETag',
  'Consistency-Token',
  'Operation-Id',
  'Location',
  'Link',
  'Accept-Patch',
  'Preference-Applied',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Trace-Id',
].join(', ');

/**
 * Lets web pages of these origins call the API (https://fetch.spec.whatwg.org/#http-cors-protocol). Tokens are sent in a
 * header, so cookies are not allowed. A page of another origin is refused as it asks, in a preflight; a request without
 * one is answered, and the browser keeps the answer from the page.
 *
 * Not `@fastify/cors`: it answers a preflight of any origin, and for any path, with success and no reason.
 */
export function allowOrigins(server: FastifyInstance, origins: readonly string[] = []): void {
  const allowed = new Set(origins);
  server.addHook('onRequest', ({ method, headers }, reply, done) => {
    const { origin } = headers;
    if (allowed.size > 0) reply.header('vary', 'Origin');
    if (origin === undefined) return done();
    const wanted = method === 'OPTIONS' ? headers['access-control-request-method'] : undefined;
    if (!allowed.has(origin)) {
      return done(wanted === undefined ? undefined : new DomainError('ORIGIN_NOT_ALLOWED', { origin }));
    }
    reply.header('access-control-allow-origin', origin);
    if (wanted === undefined) reply.header('access-control-expose-headers', EXPOSED);
    else reply.headers(preflightHeaders(headers['access-control-request-headers']));
    done();
  });
}

/** Any header may be sent. What is answered here may be remembered for ten minutes. */
function preflightHeaders(wanted: string | undefined): Record<string, string> {
  return {
    vary: 'Origin, Access-Control-Request-Headers',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    ...(wanted === undefined ? {} : { 'access-control-allow-headers': wanted }),
    'access-control-max-age': '600',
  };
}
