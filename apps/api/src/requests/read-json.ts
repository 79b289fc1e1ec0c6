import { isUtf8 } from 'node:buffer';
import { DomainError } from '@roster/domain';
import type { FastifyRequest } from 'fastify';
import { mediaTypeOf } from './media-type.js';
import { validationFailed } from './validation.js';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * The value in a JSON body (RFC 8259). No body at all is an empty object, so that the answer can name what is missing.
 *
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE, MALFORMED_REQUEST, or VALIDATION_FAILED for a field that comes twice
 */
export function readJson({ headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): unknown {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (bytes.length === 0 && headers['content-type'] === undefined) return {};
  mediaTypeOf(headers, ['application/json']);
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

/** No body of ours has objects in objects in objects: what is deeper is refused by its schema. */
const DEEPEST = 2;

/**
 * A name that stands twice in one object of a valid JSON text, with the name of the object before it. `JSON.parse` would
 * quietly take the last one, and a proxy before us perhaps the first: both cannot be what the caller meant.
 */
function repeatedField(text: string): string | undefined {
  const path: string[] = [];
  const seen: Set<string>[] = [];
  let depth = 0;
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth <= DEEPEST) seen[depth] = new Set();
    } else if (token === '}' || token === ']') depth -= 1;
    else if (token !== ':') last = token;
    else if (depth <= DEEPEST) {
      const name: string = JSON.parse(last);
      path[depth - 1] = name;
      if (seen[depth]?.has(name)) return path.slice(0, depth).join('.');
      seen[depth]?.add(name);
    }
  }
  return undefined;
}
