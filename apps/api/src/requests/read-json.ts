import { isUtf8 } from 'node:buffer';
import { DomainError } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { mediaTypeOf } from './media-type.js';
import { validationFailed } from './validation.js';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * Parses a JSON body (RFC 8259). No body counts as an empty object, so that the error can name the missing fields.
 *
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE, MALFORMED_REQUEST, or VALIDATION_FAILED for a repeated field
 */
export function readJson(
  { headers, body }: Pick<FastifyRequest, 'headers' | 'body'>,
  types: readonly string[] = ['application/json'],
): unknown {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (bytes.length === 0 && headers['content-type'] === undefined) return {};
  mediaTypeOf(headers, types);
  if (bytes.length === 0) return {};
  if (!isUtf8(bytes)) throw malformed('text in UTF-8');
  const text = bytes.toString('utf8');
  const value = parse(text);
  const twice = repeatedField(text);
  if (twice !== undefined) throw validationFailed([{ field: twice, expected: 'each field once only' }]);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('valid JSON', cause);
  }
}

function malformed(expected: string, cause?: unknown): DomainError {
  return new DomainError('MALFORMED_REQUEST', { part: 'body', expected }, { cause });
}

/** No valid body nests objects deeper; schemas refuse those that do. */
const MAX_DEPTH = 2;

/**
 * The path of a field that an object in a valid JSON text has twice. `JSON.parse` would silently take the last one, and
 * a proxy in front of us perhaps the first.
 */
function repeatedField(text: string): string | undefined {
  // Most bodies have one field.
  if (text.indexOf(':') === text.lastIndexOf(':')) return undefined;
  const path: string[] = [];
  const seen: Set<string>[] = [];
  let depth = 0;
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth <= MAX_DEPTH) seen[depth] = new Set();
    } else if (token === '}' || token === ']') depth -= 1;
    else if (token !== ':') last = token;
    else if (depth <= MAX_DEPTH) {
      const name: string = JSON.parse(last);
      path[depth - 1] = name;
      if (seen[depth]?.has(name)) return path.slice(0, depth).join('.');
      seen[depth]?.add(name);
    }
  }
  return undefined;
}
