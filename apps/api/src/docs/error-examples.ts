import { type ErrorCode, type ErrorEnvelope, errorDefinition, errorEnvelope } from '@roster/domain';

const EXAMPLE_DETAILS: Partial<Record<ErrorCode, object>> = {
  DEPARTMENT_MEMBERSHIP_DUPLICATE: { user_id: 'usr_def456', department_id: 'dept_abc123' },
  MEMBER_NOT_FOUND: { user_id: 'usr_invalid' },
  DEPARTMENT_MEMBER_NOT_FOUND: { user_id: 'usr_def456', department_id: 'dept_abc123' },
  ORGANIZATION_NOT_FOUND: { organization_id: 'org_xyz789' },
  DEPARTMENT_NOT_FOUND: { department_id: 'dept_abc123' },
  OPERATION_NOT_FOUND: { operation_id: 'op_0199c2f1' },
  MALFORMED_REQUEST: { part: 'body', expected: 'valid JSON' },
  PERMISSION_DENIED: { required_scope: 'members:write' },
  PAYLOAD_TOO_LARGE: { limit_bytes: 65_536 },
  UNSUPPORTED_MEDIA_TYPE: { header: 'Content-Type', accepted: ['application/json'] },
  VALIDATION_FAILED: {
    fields: [{ field: 'user_id', expected: '"usr_" followed by 1 to 64 letters or digits', received: 'string' }],
  },
  RATE_LIMITED: { retry_after: 17, policy: 'key' },
  OVERLOADED: { retry_after: 2 },
};

const EXAMPLE_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const EXAMPLE_TIME = new Date('2025-11-02T08:21:45Z');

export function exampleError(code: ErrorCode): ErrorEnvelope {
  return errorEnvelope(code, { ...EXAMPLE_DETAILS[code] }, EXAMPLE_TRACE, EXAMPLE_TIME);
}

/** The codes of an endpoint under the status with which each is answered. */
export function groupByStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = errorDefinition(code);
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}
