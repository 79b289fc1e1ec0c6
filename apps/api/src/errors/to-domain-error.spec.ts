import { HttpException, NotFoundException } from '@nestjs/common';
import { DomainError } from '@roster/domain';
import { toDomainError } from './to-domain-error.js';

function withCode(code: string, message = 'no'): Error {
  return Object.assign(new Error(message), { code });
}

test.each([
  ['a domain error stays what it is', new DomainError('MEMBER_NOT_FOUND'), 'MEMBER_NOT_FOUND'],
  ['no route', new NotFoundException('Cannot GET /x'), 'ROUTE_NOT_FOUND'],
  ['a bad address', new HttpException('bad', 400, { cause: withCode('FST_ERR_BAD_URL') }), 'MALFORMED_REQUEST'],
  ['a body that is too large', new HttpException('large', 413), 'PAYLOAD_TOO_LARGE'],
  ['another content type', new HttpException('type', 415), 'UNSUPPORTED_MEDIA_TYPE'],
  ['any other fault of the caller', new HttpException('teapot', 418), 'MALFORMED_REQUEST'],
  ['a fault of the server', new HttpException('oh', 500), 'INTERNAL_ERROR'],
  ['a bug', new TypeError('x is not a function'), 'INTERNAL_ERROR'],
  ['something thrown that is no error', 'oops', 'INTERNAL_ERROR'],
  ['a refused connection', withCode('ECONNREFUSED'), 'SERVICE_UNAVAILABLE'],
  ['a database that shuts down', withCode('57P01'), 'SERVICE_UNAVAILABLE'],
  ['a broken connection', new Error('Connection terminated unexpectedly'), 'SERVICE_UNAVAILABLE'],
  ['a connection that is not made in time', new Error('timeout expired'), 'SERVICE_UNAVAILABLE'],
  ['a server that became read-only', withCode('25006'), 'SERVICE_UNAVAILABLE'],
  ['several refused addresses', new AggregateError([withCode('ECONNREFUSED')]), 'SERVICE_UNAVAILABLE'],
  ['a driver error inside', Object.assign(new Error('q'), { driverError: withCode('08006') }), 'SERVICE_UNAVAILABLE'],
  ['a cause inside', new Error('q', { cause: withCode('ECONNRESET') }), 'SERVICE_UNAVAILABLE'],
  [
    'a statement that took too long',
    Object.assign(new Error('q'), { driverError: withCode('57014') }),
    'DATABASE_TIMEOUT',
  ],
  ['a wrong statement', Object.assign(new Error('q'), { driverError: withCode('42601') }), 'INTERNAL_ERROR'],
])('%s', (_, error, code) => {
  expect(toDomainError(error).code).toBe(code);
});
