interface ErrorDefinition {
  /** HTTP status code (RFC 9110, section 15). */
  readonly status: number;
  /** For the caller: what is wrong and what to do about it. */
  readonly message: string;
  /** For logs and developers: the same in a few words. */
  readonly systemMessage: string;
}

/**
 * All errors that Roster answers with, in REST and Slack. Codes are never renamed: callers switch on them.
 * `DEPARTMENT_MEMBERSHIP_DUPLICATE` and `MEMBER_NOT_FOUND` are fixed by the reference page, texts included.
 */
export const ERROR_CATALOGUE = {
  DEPARTMENT_MEMBERSHIP_DUPLICATE: {
    status: 409,
    message: 'This user is already a member of the department.',
    systemMessage: 'Department membership duplicate',
  },
  MEMBER_NOT_FOUND: {
    status: 404,
    message: 'The specified user is not a member of this organization.',
    systemMessage: 'User is not a member of this organization',
  },
  MEMBER_DEACTIVATED: {
    status: 409,
    message: 'This user is deactivated in the organization. Activate the user first.',
    systemMessage: 'User is deactivated',
  },
  DEPARTMENT_MEMBER_NOT_FOUND: {
    status: 404,
    message: 'The specified user is not a member of this department.',
    systemMessage: 'User is not a member of the department',
  },
  ORGANIZATION_NOT_FOUND: {
    status: 404,
    message: 'There is no organization with this id, or your token does not belong to it.',
    systemMessage: 'Organization not found',
  },
  DEPARTMENT_NOT_FOUND: {
    status: 404,
    message: 'There is no department with this id in this organization.',
    systemMessage: 'Department not found',
  },
  DEPARTMENT_NAME_TAKEN: {
    status: 409,
    message: 'A sibling department already has this name. Upper and lower case count as the same.',
    systemMessage: 'Department name taken',
  },
  DEPARTMENT_NOT_EMPTY: {
    status: 409,
    message:
      'The department has children or members. Say what to do with them: "children=reparent" or "children=cascade", and "members=move" (to the parent, or to the department in "members_to") or "members=remove".',
    systemMessage: 'Department not empty',
  },
  DEPARTMENT_CYCLE: {
    status: 409,
    message: 'A department cannot be moved below itself.',
    systemMessage: 'Department move would make a cycle',
  },
  DEPARTMENT_TOO_DEEP: {
    status: 409,
    message: 'The department tree would be too deep. The details give its depth and the limit.',
    systemMessage: 'Department tree too deep',
  },
  PRECONDITION_FAILED: {
    status: 412,
    message: 'This has changed since you read it. Read it again, and send your change with the new ETag in If-Match.',
    systemMessage: 'Precondition failed',
  },
  CURSOR_EXPIRED: {
    status: 410,
    message:
      'Events after this cursor are no longer kept, or the database was restored to a state before it. Take the cursor of "after=latest", read what you need anew, and continue from that cursor.',
    systemMessage: 'Cursor of the event feed expired',
  },
  OPERATION_NOT_FOUND: {
    status: 404,
    message:
      'There is no operation with this id in this organization. Finished operations are kept for a limited time.',
    systemMessage: 'Operation not found',
  },
  MEMBERSHIP_REQUEST_NOT_FOUND: {
    status: 404,
    message:
      'There is no membership request with this id for this department, or you may not see it. Decided requests are kept for a limited time.',
    systemMessage: 'Membership request not found',
  },
  MEMBERSHIP_REQUEST_DUPLICATE: {
    status: 409,
    message: 'There is already an open request to add this user to the department. The details give its id.',
    systemMessage: 'Membership request duplicate',
  },
  MEMBERSHIP_REQUEST_LIMIT_REACHED: {
    status: 409,
    message:
      'You have as many open membership requests as you may have. Wait until some are decided or expire. The details give the limit.',
    systemMessage: 'Membership request limit reached',
  },
  MEMBERSHIP_REQUEST_DECIDED: {
    status: 409,
    message: 'This membership request has already been decided. The details say how, when and by whom.',
    systemMessage: 'Membership request already decided',
  },
  MEMBERSHIP_REQUEST_EXPIRED: {
    status: 409,
    message: 'This membership request has expired and can no longer be decided. It can be made again.',
    systemMessage: 'Membership request expired',
  },
  API_KEY_NOT_FOUND: {
    status: 404,
    message: 'There is no API key with this id in this organization.',
    systemMessage: 'API key not found',
  },
  API_KEY_NOT_ACTIVE: {
    status: 409,
    message: 'The API key was rotated or revoked, or has expired. Nothing was changed; create a new key.',
    systemMessage: 'API key is not active',
  },
  API_KEY_LIMIT_REACHED: {
    status: 409,
    message:
      'The organization has as many active API keys as it may have. Revoke one that is no longer needed first. The details give the limit.',
    systemMessage: 'API key limit reached',
  },
  SCIM_CONNECTION_NOT_FOUND: {
    status: 404,
    message: 'There is no SCIM connection with this id in this organization.',
    systemMessage: 'SCIM connection not found',
  },
  SCIM_CONNECTION_LIMIT_REACHED: {
    status: 409,
    message: 'The organization has as many SCIM connections as it may have. The details give the limit.',
    systemMessage: 'SCIM connection limit reached',
  },
  SCIM_GROUP_NOT_FOUND: {
    status: 404,
    message: 'There is no group with this id in this connection.',
    systemMessage: 'SCIM group not found',
  },
  SCIM_GROUP_NAME_TAKEN: {
    status: 409,
    message: 'There is already a group with this displayName. Upper and lower case count as the same.',
    systemMessage: 'SCIM group name taken',
  },
  SCIM_MEMBER_NOT_FOUND: {
    status: 400,
    message: 'A member of the group must be a user or group of this connection. Nothing was changed.',
    systemMessage: 'SCIM member not found',
  },
  SCIM_TOO_MANY_MEMBERS: {
    status: 413,
    message: 'The request would change more members than is possible at once.',
    systemMessage: 'Too many members for one SCIM request',
  },
  DEPARTMENT_IS_SCIM_ROOT: {
    status: 409,
    message:
      'A SCIM connection puts its groups below this department. Give the connection another root, or delete it, first.',
    systemMessage: 'Department is the root of a SCIM connection',
  },
  WEBHOOK_ENDPOINT_NOT_FOUND: {
    status: 404,
    message: 'There is no webhook endpoint with this id in this organization.',
    systemMessage: 'Webhook endpoint not found',
  },
  WEBHOOK_ENDPOINT_LIMIT_REACHED: {
    status: 409,
    message:
      'The organization has as many webhook endpoints as it may have. Delete one that is no longer needed first. The details give the limit.',
    systemMessage: 'Webhook endpoint limit reached',
  },
  WEBHOOK_URL_REFUSED: {
    status: 422,
    message: 'Webhooks cannot be sent to this URL. The details give the reason.',
    systemMessage: 'Webhook URL refused',
  },
  WEBHOOKS_NOT_CONFIGURED: {
    status: 409,
    message: 'This installation sends no webhooks yet. Its operator must set WEBHOOK_ENCRYPTION_KEY.',
    systemMessage: 'Webhooks are not configured',
  },
  SCIM_USER_NAME_TAKEN: {
    status: 409,
    message: 'Another user of this SCIM connection already has this userName. Upper and lower case count as the same.',
    systemMessage: 'SCIM user name taken',
  },
  MEMBER_EMAIL_DUPLICATE: {
    status: 409,
    message: 'Another member of this organization already has this e-mail address.',
    systemMessage: 'Member e-mail duplicate',
  },
  LAST_OWNER: {
    status: 409,
    message: 'This is the last active owner of the organization. Make somebody else an owner first.',
    systemMessage: 'Last owner of the organization',
  },
  ORGANIZATION_DUPLICATE: {
    status: 409,
    message: 'There is already an organization with this id.',
    systemMessage: 'Organization duplicate',
  },
  SLACK_WORKSPACE_NOT_FOUND: {
    status: 404,
    message: 'No Slack workspace with this id is connected with this organization.',
    systemMessage: 'Slack workspace not found',
  },
  SLACK_USER_NOT_FOUND: {
    status: 404,
    message: 'No Slack user with this id is linked to a member of this organization.',
    systemMessage: 'Slack user not found',
  },
  SLACK_NOT_CONFIGURED: {
    status: 409,
    message: 'The Slack bot of this installation has no public address yet. Its operator must set SLACK_PUBLIC_URL.',
    systemMessage: 'Slack is not configured',
  },
  ROUTE_NOT_FOUND: {
    status: 404,
    message: 'There is nothing at this address. The endpoints are listed at /docs.',
    systemMessage: 'Route not found',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: 'This address does not support the method. The Allow header lists the supported methods.',
    systemMessage: 'Method not allowed',
  },
  MALFORMED_REQUEST: {
    status: 400,
    message: 'The request could not be read. The details say which part.',
    systemMessage: 'Malformed request',
  },
  UNAUTHENTICATED: {
    status: 401,
    message: 'Send a valid, unexpired token in the header "Authorization: Bearer <token>".',
    systemMessage: 'Missing or invalid credentials',
  },
  PERMISSION_DENIED: {
    status: 403,
    message: 'Your token is valid but does not allow this. The details name the scope that is missing.',
    systemMessage: 'Permission denied',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    message:
      'Web pages of this origin may not call the API. The operator of the installation lists those that may in CORS_ORIGINS.',
    systemMessage: 'Origin not allowed',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    message: 'The request did not arrive completely in time. Nothing was changed; send it again.',
    systemMessage: 'Request timeout',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    message:
      'The header fields of the request are larger than the service accepts. The details give the limit in bytes.',
    systemMessage: 'Request header fields too large',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    message: 'The request body is larger than this endpoint accepts. The details give the limit in bytes.',
    systemMessage: 'Payload too large',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'The endpoint does not accept a body of this type or encoding. The details list what it accepts.',
    systemMessage: 'Unsupported media type',
  },
  EXPECTATION_FAILED: {
    status: 417,
    message: 'The only expectation that the service meets is "Expect: 100-continue". Leave the header out.',
    systemMessage: 'Expectation failed',
  },
  VALIDATION_FAILED: {
    status: 422,
    message: 'The request is not valid. The details name each invalid field and what was expected.',
    systemMessage: 'Validation failed',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    message: 'This Idempotency-Key was already used for a different request. Use a new key for a new request.',
    systemMessage: 'Idempotency key reused with another request',
  },
  OPERATION_NOT_CANCELLABLE: {
    status: 409,
    message: 'The operation has already ended and can no longer be cancelled.',
    systemMessage: 'Operation is not cancellable',
  },
  OPERATION_NOT_RETRYABLE: {
    status: 409,
    message:
      'Only a bulk operation that has ended and did not add everybody can be retried. The details give its kind and state.',
    systemMessage: 'Operation is not retryable',
  },
  BULK_ATOMIC_ABORTED: {
    status: 409,
    message: 'Nobody was added, because not everybody could be. The items with another error code say why.',
    systemMessage: 'Atomic bulk aborted',
  },
  BULK_INTERRUPTED: {
    status: 500,
    message: 'The operation could not be finished. The members already added stay; retry it for the others.',
    systemMessage: 'Bulk interrupted',
  },
  OPERATION_CANCELLED: {
    status: 409,
    message: 'The operation was cancelled before it began. Nothing was changed.',
    systemMessage: 'Operation cancelled',
  },
  OPERATION_FAILED: {
    status: 500,
    message:
      'The change could not be made and nothing was changed. Send it again as a new request, with a new Idempotency-Key; if it fails again, tell us the trace_id.',
    systemMessage: 'Operation failed',
  },
  RATE_LIMITED: {
    status: 429,
    message:
      'Too many requests in a short time. Nothing was changed; try again after the number of seconds in Retry-After.',
    systemMessage: 'Rate limited',
  },
  OVERLOADED: {
    status: 503,
    message: 'Too many changes are waiting. Nothing was changed; try again after the number of seconds in Retry-After.',
    systemMessage: 'Overloaded',
  },
  ORGANIZATION_MOVING: {
    status: 503,
    message:
      'The organization is moving to another cell. It can be read, but not changed. Nothing was changed; try again after the number of seconds in Retry-After, with the same Idempotency-Key.',
    systemMessage: 'Organization is moving',
  },
  ORGANIZATION_MOVED: {
    status: 308,
    message:
      'The organization has moved to another cell. Send the request, with the same token, to the URL in the Location header.',
    systemMessage: 'Organization has moved',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    message:
      'A part of the service is unreachable. Try again after the number of seconds in Retry-After, with the same Idempotency-Key.',
    systemMessage: 'Service unavailable',
  },
  DATABASE_TIMEOUT: {
    status: 503,
    message:
      'The database took too long. The request was stopped and undone. Try again after the number of seconds in Retry-After, with the same Idempotency-Key. If it changes very many members, split it into smaller changes.',
    systemMessage: 'Database timeout',
  },
  INTERNAL_ERROR: {
    status: 500,
    message: 'Something went wrong on our side. If it happens again, tell us the trace_id.',
    systemMessage: 'Internal error',
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

export const ERROR_CODES = Object.keys(ERROR_CATALOGUE) as [ErrorCode, ...ErrorCode[]];

export function errorDefinition(code: ErrorCode): ErrorDefinition {
  return ERROR_CATALOGUE[code];
}
