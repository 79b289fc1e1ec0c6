import { createHash } from 'node:crypto';
import type { KeyedRequest } from '@roster/database';
import { DomainError } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { principalOf } from './caller.js';

const MAX_LENGTH = 255;
/** A string of RFC 9651, section 3.3.3. */
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;
const VISIBLE_ASCII = new RegExp(`^[\\x21-\\x7e]{1,${MAX_LENGTH}}$`);

/**
 * Parses an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). The draft requires a quoted string, but most
 * clients send it bare: both are accepted, and `"k"` and `k` are the same key. Hand-written, because `structured-headers`
 * would only replace one regular expression.
 *
 * @throws DomainError MALFORMED_REQUEST
 */
export function parseIdempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const key = typeof header === 'string' ? unquote(header) : null;
  if (key === null || !VISIBLE_ASCII.test(key)) {
    throw new DomainError('MALFORMED_REQUEST', {
      header: 'Idempotency-Key',
      expected: `1 to ${MAX_LENGTH} visible ASCII characters, with or without double quotes around them`,
    });
  }
  return key;
}

function unquote(header: string): string | null {
  if (!header.startsWith('"')) return header;
  return QUOTED.exec(header)?.[1]?.replace(/\\(["\\])/g, '$1') ?? null;
}

/** The fingerprint of a request, as SHA-256 in hex. It does not depend on how the JSON was written. */
export function hashRequest(route: string, ids: Readonly<Record<string, string>>): string {
  return createHash('sha256')
    .update(JSON.stringify([route, sorted(ids)]))
    .digest('hex');
}

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
