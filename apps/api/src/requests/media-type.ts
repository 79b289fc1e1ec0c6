import { DomainError } from '@roster/domain';
import type { FastifyRequest } from 'fastify';

/**
 * Which of the accepted media types the body is of (RFC 9110, section 8.3.1); of text only UTF-8 is accepted.
 *
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE that names them
 */
export function mediaTypeOf<Accepted extends string>(
  headers: FastifyRequest['headers'],
  accepted: readonly Accepted[],
): Accepted {
  const [name = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const type = accepted.find((one) => one === name.trim());
  if (type === undefined) throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { header: 'Content-Type', accepted });
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { header: 'Content-Encoding', accepted: ['identity'] });
  }
  const charset = parameters.map((parameter) => /^\s*charset="?([^"\s]*)"?\s*$/.exec(parameter)?.[1]).find(Boolean);
  if (type.startsWith('text/') && charset !== undefined && charset !== 'utf-8') {
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', { header: 'Content-Type', accepted: [`${type}; charset=utf-8`] });
  }
  return type;
}
