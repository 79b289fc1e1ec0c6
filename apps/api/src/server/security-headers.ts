import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
const DOCS_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/**
 * Helmet's headers with policies for an API: no answer is a page, and none may be cached.
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export function addSecurityHeaders(server: FastifyInstance): void {
  server.register(helmet, {
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    // Roster cannot speak for other hosts of its domain.
    strictTransportSecurity: { includeSubDomains: false },
  });
  server.addHook('onRequest', (request, reply, done) => {
    const forReading = request.url.startsWith('/docs');
    reply.header('content-security-policy', forReading ? DOCS_POLICY : API_POLICY);
    if (!forReading) reply.header('cache-control', 'no-store');
    done();
  });
}
