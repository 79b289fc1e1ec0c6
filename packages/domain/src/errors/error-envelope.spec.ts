import { ERROR_CATALOGUE, ERROR_CODES, errorDefinition } from './error-catalogue.js';
import { errorEnvelope, errorEnvelopeSchema } from './error-envelope.js';

const AT = new Date('2025-11-02T08:21:45.678Z');

describe('the error envelope', () => {
  it('is that of the reference page for a duplicate', () => {
    expect(
      errorEnvelope(
        'DEPARTMENT_MEMBERSHIP_DUPLICATE',
        { user_id: 'usr_def456', department_id: 'dept_abc123' },
        'abc',
        AT,
      ),
    ).toEqual({
      success: false,
      error: {
        code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE',
        message: 'This user is already a member of the department.',
        system_message: 'Department membership duplicate',
        type: 'client_error',
        status: 409,
        details: { user_id: 'usr_def456', department_id: 'dept_abc123' },
        trace_id: 'abc',
        timestamp: '2025-11-02T08:21:45Z',
      },
    });
  });

  it('is that of the reference page for a user who is not in the organization', () => {
    expect(errorEnvelope('MEMBER_NOT_FOUND', { user_id: 'usr_invalid' }, 'abc', AT).error).toMatchObject({
      message: 'The specified user is not a member of this organization.',
      system_message: 'User is not a member of this organization',
      type: 'client_error',
      status: 404,
      details: { user_id: 'usr_invalid' },
    });
  });

  it.each(ERROR_CODES)('is well formed for %s', (code) => {
    const envelope = errorEnvelope(code, {}, 'abc', AT);
    expect(errorEnvelopeSchema.parse(envelope)).toEqual(envelope);
    expect(envelope.error.type).toBe(errorDefinition(code).status < 500 ? 'client_error' : 'server_error');
  });

  it('has texts that end and are not repeated', () => {
    const texts = Object.values(ERROR_CATALOGUE).map(({ message }) => message);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).toMatch(/\.$/);
  });
});
