import type { KeyedRequest } from '@roster/database';
import type { FastifyRequest } from 'fastify';
import { principalOf } from './caller.js';
import { parseIdempotencyKey } from './idempotency-key.js';

/**
 * The key and fingerprint of a request; null when it has no Idempotency-Key.
 *
 * @throws DomainError MALFORMED_REQUEST
 */
export function keyedRequest(request: FastifyRequest): KeyedRequest | null {
  const key = parseIdempotencyKey(request.headers['idempotency-key']);
  if (key === null) return null;
  const { params, query, headers, body, method } = request;
  const { organizationId, actor } = principalOf(request);
  return {
    organizationId,
    actor,
    route: `${method} ${request.routeOptions.url}`,
    key,
    fingerprint: JSON.stringify([sorted(params), sorted(query), headers['if-match'] ?? null, readable(body)]),
  };
}

/** The parsed body, so that the order of fields and white space do not matter. */
function readable(body: unknown): unknown {
  if (!Buffer.isBuffer(body)) return null;
  try {
    return sorted(JSON.parse(body.toString('utf8')));
  } catch {
    return body.toString('base64');
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, field]) => [name, sorted(field)]);
}
