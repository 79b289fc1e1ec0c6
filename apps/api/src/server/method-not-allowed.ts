import { METHODS } from 'node:http';
import { DomainError } from '@roster/domain';
import type { FastifyInstance } from 'fastify';
import { allowHeaders } from '../errors/error-answer.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set on routes that refuse their method: those that the path has. */
    allowed?: readonly string[];
  }
}

/** The methods that some path has. */
export const ALLOWED_ANYWHERE = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * Collects the routes as they are added. The returned function, called after the last one, makes every known path
 * answer OPTIONS with 204 and all other methods with 405, both with `Allow` (RFC 9110, sections 9.3.7 and 15.5.6).
 */
export function watchRoutes(server: FastifyInstance): () => void {
  const methodsOf = new Map<string, Set<string>>();
  server.addHook('onRoute', ({ url, method }) => {
    const methods = methodsOf.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    methodsOf.set(url, methods);
  });
  return () => {
    const missing = METHODS.filter((method) => method !== 'CONNECT' && !server.supportedMethods.includes(method));
    for (const method of missing) server.addHttpMethod(method, { hasBody: true });
    for (const [url, methods] of [...methodsOf]) {
      if (!url.includes('*')) refuseOtherMethods(server, url, [...methods].sort());
    }
    // `OPTIONS *` asks about the whole server (RFC 9110, section 9.3.7). This route takes any path that has none.
    server.options('*', (request, reply) => {
      if (request.originalUrl !== '*') throw new DomainError('ROUTE_NOT_FOUND');
      return reply.code(204).headers(allowHeaders(ALLOWED_ANYWHERE)).send();
    });
  };
}

function refuseOtherMethods(server: FastifyInstance, url: string, allowed: readonly string[]): void {
  const offered = [...allowed, 'OPTIONS'].sort();
  server.options(url, (_request, reply) => reply.code(204).headers(allowHeaders(offered)).send());
  server.route({
    url,
    method: server.supportedMethods.filter((method) => !offered.includes(method)),
    config: { allowed: offered },
    handler: () => {
      throw new DomainError('METHOD_NOT_ALLOWED', { allowed: offered });
    },
  });
}
