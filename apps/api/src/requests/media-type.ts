import { DomainError } from '@roster/domain';
import { parse } from 'content-type';
import type { FastifyRequest } from 'fastify';

/** What a PATCH takes, for `Accept-Patch` (RFC 5789, section 3.1). A merge patch (RFC 7396) is what its body always was. */
export const PATCH_TYPES = ['application/json', 'application/merge-patch+json'] as const;

/**
 * The media type of the body (RFC 9110, section 8.3.1). Text must be UTF-8.
 *
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE that lists the accepted types
 */
export function mediaTypeOf<Accepted extends string>(
  headers: FastifyRequest['headers'],
  accepted: readonly Accepted[],
): Accepted {
  const { type: name, parameters } = parse(headers['content-type'] ?? '');
  const type = accepted.find((one) => one === name);
  if (type === undefined) throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { header: 'Content-Type', accepted });
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { header: 'Content-Encoding', accepted: ['identity'] });
  }
  const { charset = 'utf-8' } = parameters;
  if (type.startsWith('text/') && charset.toLowerCase() !== 'utf-8') {
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { header: 'Content-Type', accepted: [`${type}; charset=utf-8`] });
  }
  return type;
}

/**
 * Whether an `Accept` header (RFC 9110, section 12.5.1) names this type and does not rank JSON higher. Hand-written,
 * because `@fastify/accepts` also takes wildcards for the type, and between equal ranks the one that comes first.
 */
export function prefers(accept: string | undefined, type: string): boolean {
  if (accept === undefined || !accept.toLowerCase().includes(type)) return false;
  const quality = new Map(accept.split(',').map(readRange));
  const wanted = quality.get(type) ?? 0;
  return wanted > 0 && wanted >= (quality.get('application/json') ?? 0);
}

function readRange(range: string): [string, number] {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = q === undefined ? 1 : Number(q.slice(2));
  return [type, Number.isFinite(quality) ? quality : 0];
}
