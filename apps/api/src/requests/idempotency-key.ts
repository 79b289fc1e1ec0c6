import { createHash } from 'node:crypto';
import { DomainError } from '@roster/domain';

const MAX_LENGTH = 255;
/** A string of RFC 9651, section 3.3.3. */
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;
const VISIBLE_ASCII = new RegExp(`^[\\x21-\\x7e]{1,${MAX_LENGTH}}$`);

/**
 * Reads an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). The draft wants a quoted string; most clients
 * send it bare, so both are taken, and `"k"` and `k` are the same key.
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

/** The fingerprint of a request, a SHA-256 in hex: the same for the same input, however its JSON was written. */
export function hashRequest(route: string, ids: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(ids).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([route, sorted]))
    .digest('hex');
}
