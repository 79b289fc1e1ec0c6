import { METHODS } from 'node:http';
import { DomainError } from '@roster/domain';
import type { FastifyInstance } from 'fastify';

/**
 * Collects the routes as they are added. The returned function, called after the last one, makes every known path
 * answer all other methods with 405 and `Allow` (RFC 9110, section 15.5.6).
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
  };
}

function refuseOtherMethods(server: FastifyInstance, url: string, allowed: readonly string[]): void {
  server.route({
    url,
    method: server.supportedMethods.filter((method) => !allowed.includes(method)),
    handler: () => {
      throw new DomainError('METHOD_NOT_ALLOWED', { allowed });
    },
  });
}
