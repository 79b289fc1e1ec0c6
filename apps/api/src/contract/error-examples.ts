import { type ErrorCode, type ErrorEnvelope, errorDefinition, errorEnvelope } from '@roster/domain';

const EXAMPLE_DETAILS: Partial<Record<ErrorCode, object>> = {
  DEPARTMENT_MEMBERSHIP_DUPLICATE: { user_id: 'usr_def456', department_id: 'dept_abc123' },
  MEMBER_NOT_FOUND: { user_id: 'usr_invalid' },
  MEMBER_DEACTIVATED: { user_id: 'usr_def456' },
  DEPARTMENT_MEMBER_NOT_FOUND: { user_id: 'usr_def456', department_id: 'dept_abc123' },
  ORGANIZATION_NOT_FOUND: { organization_id: 'org_xyz789' },
  DEPARTMENT_NOT_FOUND: { department_id: 'dept_abc123' },
  DEPARTMENT_NAME_TAKEN: { name: 'Engineering', parent_id: 'dept_root01' },
  DEPARTMENT_NOT_EMPTY: { department_id: 'dept_abc123', children: 2, members: 12 },
  DEPARTMENT_CYCLE: { department_id: 'dept_abc123', parent_id: 'dept_plat01' },
  DEPARTMENT_TOO_DEEP: { depth: 33, max_depth: 32 },
  PRECONDITION_FAILED: { department_id: 'dept_abc123', etag: '"Zb0wq0lQkZ0Jx2m7o1c9Tg"' },
  OPERATION_NOT_FOUND: { operation_id: 'op_0199c2f1' },
  OPERATION_NOT_CANCELLABLE: { operation_id: 'op_0199c2f1', state: 'done' },
  OPERATION_NOT_RETRYABLE: { operation_id: 'op_0199c2f1', kind: 'member.bulk_add', state: 'accepted', left_out: 0 },
  MEMBERSHIP_REQUEST_NOT_FOUND: { request_id: 'mrq_0199c2f1aa' },
  MEMBERSHIP_REQUEST_DUPLICATE: {
    user_id: 'usr_def456',
    department_id: 'dept_abc123',
    request_id: 'mrq_0199c2f1aa',
  },
  MEMBERSHIP_REQUEST_LIMIT_REACHED: { limit: 50 },
  MEMBERSHIP_REQUEST_DECIDED: {
    request_id: 'mrq_0199c2f1aa',
    status: 'denied',
    decided_by: { type: 'user', id: 'usr_mgr789' },
    decided_at: '2025-11-02T09:02:11.480Z',
  },
  MEMBERSHIP_REQUEST_EXPIRED: {
    request_id: 'mrq_0199c2f1aa',
    status: 'expired',
    expires_at: '2025-11-16T08:21:45.123Z',
  },
  SLACK_WORKSPACE_NOT_FOUND: { workspace_id: 'T0123ABCD' },
  SLACK_USER_NOT_FOUND: { workspace_id: 'T0123ABCD', slack_user_id: 'U0123ABCD' },
  API_KEY_NOT_FOUND: { key_id: 'key_0199c2f1aa' },
  API_KEY_NOT_ACTIVE: { key_id: 'key_0199c2f1aa' },
  API_KEY_LIMIT_REACHED: { limit: 100 },
  WEBHOOK_ENDPOINT_NOT_FOUND: { webhook_endpoint_id: 'we_0199c2f1aa' },
  WEBHOOK_ENDPOINT_LIMIT_REACHED: { limit: 50 },
  WEBHOOK_URL_REFUSED: {
    url: 'https://10.0.0.7/roster',
    reason: 'The address 10.0.0.7 is not on the public internet: private.',
  },
  MEMBER_EMAIL_DUPLICATE: { email: 'jane@company.com' },
  LAST_OWNER: { user_id: 'usr_def456' },
  ORGANIZATION_DUPLICATE: { organization_id: 'org_xyz789' },
  ORGANIZATION_MOVED: { location: 'https://eu2.roster.example/v1/organizations/org_xyz789/departments' },
  MALFORMED_REQUEST: { part: 'body', expected: 'valid JSON' },
  PERMISSION_DENIED: { required_scope: 'members:write' },
  ORIGIN_NOT_ALLOWED: { origin: 'https://app.example.com' },
  PAYLOAD_TOO_LARGE: { limit_bytes: 65_536 },
  UNSUPPORTED_MEDIA_TYPE: { header: 'Content-Type', accepted: ['application/json'] },
  EXPECTATION_FAILED: { header: 'Expect', expected: '100-continue' },
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

/** Error codes by their status. */
export function groupByStatus(codes: readonly ErrorCode[]): Map<number, [ErrorCode, ...ErrorCode[]]> {
  const groups = new Map<number, [ErrorCode, ...ErrorCode[]]>();
  for (const code of codes) {
    const { status } = errorDefinition(code);
    const group = groups.get(status);
    if (group) group.push(code);
    else groups.set(status, [code]);
  }
  return groups;
}
