import { type DomainError, errorDefinition, errorEnvelope } from '@roster/domain';
import { PATCH_TYPES } from '../requests/media-type.js';
import { prefersProblemDetails, problemDetails } from './problem-details.js';

export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/** How a part of the API answers errors, when not with the envelope. */
export interface ErrorForm {
  /** The beginning of its paths. */
  readonly base: string;
  /** The answer to an error that only this part raises, with its code for the log; null for any other. */
  refusal(exception: unknown): (ErrorAnswer & { readonly code: string }) | null;
  /** @param usual the answer in the envelope */
  answer(error: DomainError, usual: ErrorAnswer): ErrorAnswer;
}

/** What is known about the failed request. */
export interface FailedRequest {
  readonly traceId: string;
  readonly accept: string | undefined;
  readonly authorization: string | undefined;
  /** The path without the query. */
  readonly path: string;
}

/** Seconds. A restart or failover of the database takes about this long. */
const RETRY_AFTER_UNAVAILABLE = 5;
const RETRY_AFTER_OVERLOADED = 1;

export function errorAnswer(error: DomainError, request: FailedRequest, at = new Date()): ErrorAnswer {
  const envelope = errorEnvelope(error.code, error.details, request.traceId, at);
  const asProblem = prefersProblemDetails(request.accept);
  return {
    status: errorDefinition(error.code).status,
    headers: {
      'content-type': asProblem ? 'application/problem+json' : 'application/json; charset=utf-8',
      ...headersFor(error, request),
    },
    body: asProblem ? problemDetails(envelope, request.path) : envelope,
  };
}

function headersFor({ code, details }: DomainError, { authorization }: FailedRequest): Record<string, string> {
  switch (code) {
    case 'UNAUTHENTICATED':
      // Without a token there is no error to name (RFC 6750, section 3.1).
      return { 'www-authenticate': /^bearer /i.test(authorization ?? '') ? 'Bearer error="invalid_token"' : 'Bearer' };
    case 'PERMISSION_DENIED':
      return { 'www-authenticate': `Bearer error="insufficient_scope", scope="${details.required_scope}"` };
    case 'METHOD_NOT_ALLOWED':
      return allowHeaders(details.allowed as readonly string[]);
    case 'UNSUPPORTED_MEDIA_TYPE':
      return details.accepted === PATCH_TYPES ? ACCEPT_PATCH : {};
    case 'RATE_LIMITED':
    case 'OVERLOADED':
      return { 'retry-after': String(details.retry_after ?? RETRY_AFTER_OVERLOADED) };
    case 'ORGANIZATION_MOVED':
      return { location: String(details.location) };
    case 'ORGANIZATION_MOVING':
    case 'SERVICE_UNAVAILABLE':
    case 'DATABASE_TIMEOUT':
      return { 'retry-after': String(RETRY_AFTER_UNAVAILABLE) };
    default:
      return {};
  }
}

const ACCEPT_PATCH = { 'accept-patch': PATCH_TYPES.join(', ') };

/** `Allow`, and `Accept-Patch` where a PATCH is allowed. */
export function allowHeaders(methods: readonly string[]): Record<string, string> {
  return { allow: methods.join(', '), ...(methods.includes('PATCH') ? ACCEPT_PATCH : {}) };
}
