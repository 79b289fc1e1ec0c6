import { DomainError, ERROR_CODES } from '@roster/domain';
import { errorAnswer } from './error-answer.js';

const REQUEST = {
  authorization: undefined,
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  accept: undefined,
  path: '/v1/x',
};
const AT = new Date('2025-11-02T08:21:45.678Z');

test('the envelope is that of the reference page', () => {
  const details = { user_id: 'usr_def456', department_id: 'dept_abc123' };
  expect(errorAnswer(new DomainError('DEPARTMENT_MEMBERSHIP_DUPLICATE', details), REQUEST, AT)).toEqual({
    status: 409,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: {
      success: false,
      error: {
        code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE',
        message: 'This user is already a member of the department.',
        system_message: 'Department membership duplicate',
        type: 'client_error',
        status: 409,
        details,
        trace_id: REQUEST.traceId,
        timestamp: '2025-11-02T08:21:45Z',
      },
    },
  });
});

test('problem details have the form of RFC 9457', () => {
  const request = { ...REQUEST, accept: 'application/problem+json' };
  expect(errorAnswer(new DomainError('MEMBER_NOT_FOUND', { user_id: 'usr_invalid' }), request, AT)).toEqual({
    status: 404,
    headers: { 'content-type': 'application/problem+json' },
    body: {
      type: 'urn:roster:error:MEMBER_NOT_FOUND',
      title: 'User is not a member of this organization',
      status: 404,
      detail: 'The specified user is not a member of this organization.',
      instance: '/v1/x',
      code: 'MEMBER_NOT_FOUND',
      trace_id: REQUEST.traceId,
      details: { user_id: 'usr_invalid' },
    },
  });
});

test.each([
  [undefined, false],
  ['*/*', false],
  ['application/json', false],
  ['application/problem+json', true],
  ['Application/Problem+JSON', true],
  ['application/json, application/problem+json', true],
  ['application/json;q=0.5, application/problem+json', true],
  ['application/json, application/problem+json;q=0.5', false],
  ['application/problem+json;q=0', false],
  ['application/problem+json;q=x', false],
])('Accept: %s asks for problem details: %s', (accept, asked) => {
  const { headers } = errorAnswer(new DomainError('INTERNAL_ERROR'), { ...REQUEST, accept }, AT);
  expect(headers['content-type'] === 'application/problem+json').toBe(asked);
});

test.each([
  [new DomainError('UNAUTHENTICATED'), { 'www-authenticate': 'Bearer' }],
  [
    new DomainError('PERMISSION_DENIED', { required_scope: 'members:write' }),
    { 'www-authenticate': 'Bearer error="insufficient_scope", scope="members:write"' },
  ],
  [new DomainError('METHOD_NOT_ALLOWED', { allowed: ['GET', 'POST'] }), { allow: 'GET, POST' }],
  [new DomainError('OVERLOADED', { retry_after: 7 }), { 'retry-after': '7' }],
  [new DomainError('OVERLOADED'), { 'retry-after': '1' }],
  [new DomainError('SERVICE_UNAVAILABLE'), { 'retry-after': '5' }],
  [new DomainError('DATABASE_TIMEOUT'), { 'retry-after': '5' }],
])('%p has its header', (error, headers) => {
  expect(errorAnswer(error, REQUEST, AT).headers).toMatchObject(headers);
});

test('a cause is never revealed', () => {
  for (const code of ERROR_CODES.filter((code) => code !== 'METHOD_NOT_ALLOWED')) {
    const error = new DomainError(code, {}, { cause: new Error('secret') });
    expect(JSON.stringify(errorAnswer(error, REQUEST, AT))).not.toContain('secret');
  }
});
