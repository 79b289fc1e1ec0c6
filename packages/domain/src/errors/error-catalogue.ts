/** Can the same request succeed when it is sent again unchanged? */
type Retry = 'never' | 'later';

interface ErrorDefinition {
  /** HTTP status code (RFC 9110, section 15). */
  readonly status: number;
  /** For the person at the other end: what is wrong, and what to do. */
  readonly message: string;
  /** For logs and developers: the same in a few fixed words. */
  readonly systemMessage: string;
  readonly retry: Retry;
}

/**
 * Every error that Roster answers with, over REST and in Slack alike. Codes are never renamed: callers switch on them.
 * `DEPARTMENT_MEMBERSHIP_DUPLICATE` and `MEMBER_NOT_FOUND` are fixed by the reference page, texts included.
 */
export const ERROR_CATALOGUE = {
  DEPARTMENT_MEMBERSHIP_DUPLICATE: {
    status: 409,
    message: 'This user is already a member of the department.',
    systemMessage: 'Department membership duplicate',
    retry: 'never',
  },
  MEMBER_NOT_FOUND: {
    status: 404,
    message: 'The specified user is not a member of this organization.',
    systemMessage: 'User is not a member of this organization',
    retry: 'never',
  },
  MEMBER_DEACTIVATED: {
    status: 409,
    message: 'This user is deactivated in the organization. Activate the user first.',
    systemMessage: 'User is deactivated',
    retry: 'never',
  },
  DEPARTMENT_MEMBER_NOT_FOUND: {
    status: 404,
    message: 'The specified user is not a member of this department.',
    systemMessage: 'User is not a member of the department',
    retry: 'never',
  },
  ORGANIZATION_NOT_FOUND: {
    status: 404,
    message: 'There is no organization with this id, or your token does not belong to it.',
    systemMessage: 'Organization not found',
    retry: 'never',
  },
  DEPARTMENT_NOT_FOUND: {
    status: 404,
    message: 'There is no department with this id in this organization.',
    systemMessage: 'Department not found',
    retry: 'never',
  },
  DEPARTMENT_NAME_TAKEN: {
    status: 409,
    message: 'There is already a department of this name beside it; upper and lower case count as the same.',
    systemMessage: 'Department name taken',
    retry: 'never',
  },
  DEPARTMENT_NOT_EMPTY: {
    status: 409,
    message:
      'The department has children or members. Say what becomes of them with "children=reparent" or "children=cascade", and with "members=move" (to the parent, or to the department in "members_to") or "members=remove".',
    systemMessage: 'Department not empty',
    retry: 'never',
  },
  DEPARTMENT_CYCLE: {
    status: 409,
    message: 'A department cannot be moved below itself.',
    systemMessage: 'Department move would make a cycle',
    retry: 'never',
  },
  DEPARTMENT_TOO_DEEP: {
    status: 409,
    message: 'The departments would be nested too deeply. The details give the depth that it takes and the limit.',
    systemMessage: 'Department tree too deep',
    retry: 'never',
  },
  PRECONDITION_FAILED: {
    status: 412,
    message: 'Somebody else changed it meanwhile. Read it again, and send your change with the new ETag in If-Match.',
    systemMessage: 'Precondition failed',
    retry: 'never',
  },
  OPERATION_NOT_FOUND: {
    status: 404,
    message: 'There is no operation with this id in this organization. Finished operations are kept for a while only.',
    systemMessage: 'Operation not found',
    retry: 'never',
  },
  API_KEY_NOT_FOUND: {
    status: 404,
    message: 'There is no API key with this id in this organization.',
    systemMessage: 'API key not found',
    retry: 'never',
  },
  API_KEY_NOT_ACTIVE: {
    status: 409,
    message: 'The API key was rotated, revoked or has expired. Nothing was changed; make a new key.',
    systemMessage: 'API key is not active',
    retry: 'never',
  },
  MEMBER_EMAIL_DUPLICATE: {
    status: 409,
    message: 'Another person of this organization already has this e-mail address.',
    systemMessage: 'Member e-mail duplicate',
    retry: 'never',
  },
  LAST_OWNER: {
    status: 409,
    message: 'This is the last active owner of the organization. Make somebody else an owner first.',
    systemMessage: 'Last owner of the organization',
    retry: 'never',
  },
  ORGANIZATION_DUPLICATE: {
    status: 409,
    message: 'There is already an organization with this id.',
    systemMessage: 'Organization duplicate',
    retry: 'never',
  },
  SLACK_WORKSPACE_NOT_FOUND: {
    status: 404,
    message: 'There is no Slack workspace with this id that is connected with this organization.',
    systemMessage: 'Slack workspace not found',
    retry: 'never',
  },
  SLACK_NOT_CONFIGURED: {
    status: 409,
    message: 'The Slack bot of this installation has no public address yet. Its operator has to set SLACK_PUBLIC_URL.',
    systemMessage: 'Slack is not configured',
    retry: 'never',
  },
  ROUTE_NOT_FOUND: {
    status: 404,
    message: 'There is nothing at this address. The endpoints are listed at /docs.',
    systemMessage: 'Route not found',
    retry: 'never',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: 'This address does not support the method. The Allow header lists those that it does.',
    systemMessage: 'Method not allowed',
    retry: 'never',
  },
  MALFORMED_REQUEST: {
    status: 400,
    message: 'The request could not be read. The details say which part.',
    systemMessage: 'Malformed request',
    retry: 'never',
  },
  UNAUTHENTICATED: {
    status: 401,
    message: 'Send a valid, unexpired token in the header "Authorization: Bearer <token>".',
    systemMessage: 'Missing or invalid credentials',
    retry: 'never',
  },
  PERMISSION_DENIED: {
    status: 403,
    message: 'Your token is valid but does not allow this. The details name the scope that is missing.',
    systemMessage: 'Permission denied',
    retry: 'never',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    message: 'The request did not arrive completely in time. Nothing was changed; send it again.',
    systemMessage: 'Request timeout',
    retry: 'later',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    message:
      'The header fields of the request are larger than the service accepts. The details give the limit in bytes.',
    systemMessage: 'Request header fields too large',
    retry: 'never',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    message: 'The request body is larger than this endpoint accepts. The details give the limit in bytes.',
    systemMessage: 'Payload too large',
    retry: 'never',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'Send the body in a form that the endpoint reads, and name it in the header. The details list them.',
    systemMessage: 'Unsupported media type',
    retry: 'never',
  },
  VALIDATION_FAILED: {
    status: 422,
    message: 'The request does not have the expected form. The details name each field and what was expected.',
    systemMessage: 'Validation failed',
    retry: 'never',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    message: 'This Idempotency-Key was used before with another request. Use a new key for a new request.',
    systemMessage: 'Idempotency key reused with another request',
    retry: 'never',
  },
  OPERATION_NOT_CANCELLABLE: {
    status: 409,
    message: 'The operation has already ended and can no longer be cancelled.',
    systemMessage: 'Operation is not cancellable',
    retry: 'never',
  },
  OPERATION_NOT_RETRYABLE: {
    status: 409,
    message:
      'Only a bulk operation that has ended and did not add everybody can be retried. The details say what it is.',
    systemMessage: 'Operation is not retryable',
    retry: 'never',
  },
  BULK_ATOMIC_ABORTED: {
    status: 409,
    message: 'Nobody was added, as not everybody could be. The items that bear another code say why.',
    systemMessage: 'Atomic bulk aborted',
    retry: 'never',
  },
  BULK_INTERRUPTED: {
    status: 500,
    message: 'The operation could not be finished. Those who were added stay; retry it for the others.',
    systemMessage: 'Bulk interrupted',
    retry: 'later',
  },
  OPERATION_CANCELLED: {
    status: 409,
    message: 'The operation was cancelled before it began. Nothing was changed.',
    systemMessage: 'Operation cancelled',
    retry: 'never',
  },
  OPERATION_FAILED: {
    status: 500,
    message:
      'The change could not be made and nothing was changed. Send it again as a new request, with a new Idempotency-Key; if it fails again, tell us the trace_id.',
    systemMessage: 'Operation failed',
    retry: 'later',
  },
  RATE_LIMITED: {
    status: 429,
    message: 'Too many requests in a short time. Nothing was changed; send it again after the seconds in Retry-After.',
    systemMessage: 'Rate limited',
    retry: 'later',
  },
  OVERLOADED: {
    status: 503,
    message: 'Too many changes are waiting. Nothing was changed; send it again after the seconds in Retry-After.',
    systemMessage: 'Overloaded',
    retry: 'later',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    message:
      'A part of the service is unreachable. Send it again after the seconds in Retry-After, with the same Idempotency-Key.',
    systemMessage: 'Service unavailable',
    retry: 'later',
  },
  DATABASE_TIMEOUT: {
    status: 503,
    message:
      'This took the database longer than it may. It was stopped and what it had begun is undone. Send it again after the seconds in Retry-After, with the same Idempotency-Key; where it changes very many members, change them in smaller parts.',
    systemMessage: 'Database timeout',
    retry: 'later',
  },
  INTERNAL_ERROR: {
    status: 500,
    message: 'Something went wrong on our side. If it stays, tell us the trace_id.',
    systemMessage: 'Internal error',
    retry: 'later',
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

export const ERROR_CODES = Object.keys(ERROR_CATALOGUE) as [ErrorCode, ...ErrorCode[]];

export function errorDefinition(code: ErrorCode): ErrorDefinition {
  return ERROR_CATALOGUE[code];
}
