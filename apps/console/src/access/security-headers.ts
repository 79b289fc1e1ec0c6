import type { FastifyReply, FastifyRequest } from 'fastify';

const PAGES =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** bull-board sets styles from its script, and names the folder of its files in a `base` element. */
const BULL_BOARD =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

/**
 * https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 * Not by @fastify/helmet: it has no Permissions-Policy, X-Robots-Tag or Cache-Control, and saves no lines for the rest.
 */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply, secure: boolean): void {
  const isBoard = request.routeOptions.url?.startsWith('/ops/queues') ?? false;
  reply
    .header('content-security-policy', isBoard ? BULL_BOARD : PAGES)
    .header('x-content-type-options', 'nosniff')
    .header('x-frame-options', 'DENY')
    .header('referrer-policy', 'same-origin')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    .header('x-robots-tag', 'noindex')
    .header('cache-control', 'no-store');
  if (secure) reply.header('strict-transport-security', 'max-age=31536000');
}
