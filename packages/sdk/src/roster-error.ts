import type { components } from './schema.generated.js';

type ErrorBody = components['schemas']['Error'];

/** Every code that the API answers with; codes are never renamed. */
export type ErrorCode = ErrorBody['error']['code'];

/**
 * `UNEXPECTED_ANSWER`: not an answer of the API; perhaps something in between answered. `CONNECTION_FAILED`, `TIMEOUT`:
 * no answer came.
 */
type ClientCode = 'UNEXPECTED_ANSWER' | 'CONNECTION_FAILED' | 'TIMEOUT';

interface Facts {
  readonly message: string;
  readonly code: ErrorCode | ClientCode;
  readonly status: number;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly traceId?: string | null;
  readonly operationId?: string | null;
  readonly retryAfter?: number | null;
}

/** Why a call failed. `code` says which error it is; `traceId` is what the operators of the API ask for. */
export class RosterError extends Error {
  override readonly name: string = 'RosterError';
  readonly code: ErrorCode | ClientCode;
  /** The status of the answer; 0 when no answer came. */
  readonly status: number;
  /** What the error is about, with the API's own names: `{ user_id: 'usr_def456' }`. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly traceId: string | null;
  /** The operation of the change, when it has one. */
  readonly operationId: string | null;
  /** After how many seconds to try again, when the API said so. */
  readonly retryAfter: number | null;

  constructor(facts: Facts, options?: ErrorOptions) {
    super(facts.message, options);
    this.code = facts.code;
    this.status = facts.status;
    this.details = facts.details ?? {};
    this.traceId = facts.traceId ?? null;
    this.operationId = facts.operationId ?? null;
    this.retryAfter = facts.retryAfter ?? null;
  }
}

/** The API does not understand the request: 400 and other statuses that have no class of their own. */
export class BadRequestError extends RosterError {
  override readonly name = 'BadRequestError';
}

/** The API key is unknown, expired or revoked (401). */
export class AuthenticationError extends RosterError {
  override readonly name = 'AuthenticationError';
}

/** The API key does not allow this (403). */
export class PermissionDeniedError extends RosterError {
  override readonly name = 'PermissionDeniedError';
}

/** There is no such thing, at least not in this organization (404). */
export class NotFoundError extends RosterError {
  override readonly name = 'NotFoundError';
}

/** What is there does not admit the change (409). */
export class ConflictError extends RosterError {
  override readonly name = 'ConflictError';
}

/** Somebody else has changed it in the meantime (412). */
export class PreconditionFailedError extends RosterError {
  override readonly name = 'PreconditionFailedError';
}

/** A parameter or a field is wrong (422). */
export class ValidationError extends RosterError {
  override readonly name = 'ValidationError';
}

/** Too many requests (429). */
export class RateLimitedError extends RosterError {
  override readonly name = 'RateLimitedError';
}

/** The API failed, or cannot do its work now (5xx). */
export class ServerError extends RosterError {
  override readonly name = 'ServerError';
}

/** No answer came. Whether a change was made is not known: call again with the same `idempotencyKey`. */
export class ConnectionError extends RosterError {
  override readonly name = 'ConnectionError';
}

/** The time is over, which does not end an operation. */
export class TimeoutError extends RosterError {
  override readonly name = 'TimeoutError';
}

const CLASSES: Readonly<Record<number, typeof RosterError>> = {
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  412: PreconditionFailedError,
  422: ValidationError,
  429: RateLimitedError,
};

/** The error of the class that belongs to its status. */
export function errorOf(facts: Facts): RosterError {
  const { status } = facts;
  const usual = status >= 500 ? ServerError : status >= 400 ? BadRequestError : RosterError;
  return new (CLASSES[status] ?? usual)(facts);
}

/** @param body of an answer that is not a good one */
export function answeredError(body: unknown, { status, headers }: Response): RosterError {
  const error = isErrorBody(body) ? body.error : null;
  const retryAfter = headers.get('retry-after');
  return errorOf({
    message: error?.message ?? `The answer ${status} is none of Roster's.`,
    code: error?.code ?? 'UNEXPECTED_ANSWER',
    status,
    details: error?.details ?? {},
    traceId: error?.trace_id ?? headers.get('trace-id'),
    operationId: headers.get('operation-id'),
    retryAfter: retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null,
  });
}

/** The code in the body of an answer; null when the body is not an error of the API. */
export function errorCodeOf(body: unknown): ErrorCode | null {
  return isErrorBody(body) ? body.error.code : null;
}

/** Is it an error of the API, and of this code when one is given? */
export function isRosterError<Code extends ErrorCode>(
  error: unknown,
  code?: Code,
): error is RosterError & { code: Code } {
  return error instanceof RosterError && (code === undefined || error.code === code);
}

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    typeof body.error === 'object' &&
    body.error !== null &&
    'code' in body.error
  );
}
