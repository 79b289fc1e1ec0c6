import { HttpException } from '@nestjs/common';
import { isFenced, movingError } from '@roster/database';
import { DomainError } from '@roster/domain';
import { isTimedOut, isUnavailable } from '@roster/runtime';
import { BODY_LIMIT_BYTES } from '../limits.js';

/** Maps any error to one of the catalogue. An unknown error is a bug: INTERNAL_ERROR. */
export function toDomainError(error: unknown, bodyLimit = BODY_LIMIT_BYTES): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus(), error, bodyLimit);
  if (isFenced(error)) return movingError(error);
  if (isUnavailable(error)) return new DomainError('SERVICE_UNAVAILABLE', {}, { cause: error });
  if (isTimedOut(error)) return new DomainError('DATABASE_TIMEOUT', {}, { cause: error });
  if (isFastifyError(error)) return ofStatus(error.statusCode, error, bodyLimit);
  return new DomainError('INTERNAL_ERROR', {}, { cause: error });
}

/** Errors that Fastify raises before any of our code runs. */
function ofStatus(status: number, cause: Error, bodyLimit: number): DomainError {
  switch (status) {
    case 404:
    case 414:
      return new DomainError('ROUTE_NOT_FOUND', {}, { cause });
    case 408:
      return new DomainError('REQUEST_TIMEOUT', {}, { cause });
    case 413:
      return new DomainError('PAYLOAD_TOO_LARGE', { limit_bytes: bodyLimit }, { cause });
    case 415:
      return new DomainError(
        'UNSUPPORTED_MEDIA_TYPE',
        { header: 'Content-Type', accepted: ['application/json'] },
        { cause },
      );
    default:
      if (status >= 400 && status < 500)
        return new DomainError('MALFORMED_REQUEST', { part: partAtFault(cause) }, { cause });
      return new DomainError('INTERNAL_ERROR', {}, { cause });
  }
}

function isFastifyError(error: unknown): error is Error & { statusCode: number } {
  return (
    error instanceof Error &&
    error.name === 'FastifyError' &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
  );
}

function partAtFault(error: Error): string {
  const origin = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in origin ? String(origin.code) : '';
  if (code === 'FST_ERR_BAD_URL') return 'address';
  return code.startsWith('FST_ERR_CTP') ? 'body' : 'request';
}
