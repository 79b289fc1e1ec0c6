import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
const DOCS_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/**
 * What browsers may do with an answer: helmet's headers, with policies of our own. Nothing of the API is a page, and
 * nothing of it may be kept. https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export function addSecurityHeaders(server: FastifyInstance): void {
  server.register(helmet, {
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    // Of the other hosts of the domain Roster knows nothing.
    strictTransportSecurity: { includeSubDomains: false },
  });
  server.addHook('onRequest', (request, reply, done) => {
    const forReading = request.url.startsWith('/docs');
    reply.header('content-security-policy', forReading ? DOCS_POLICY : API_POLICY);
    if (!forReading) reply.header('cache-control', 'no-store');
    done();
  });
}
