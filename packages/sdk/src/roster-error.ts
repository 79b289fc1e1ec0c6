import type { components } from './schema.generated.js';

type ErrorBody = components['schemas']['Error'];

/** Every code that the API answers with; codes are never renamed. */
export type ErrorCode = ErrorBody['error']['code'];

/** An answer of the API that is an error. `code` says which; `traceId` is what its operators ask for. */
export class RosterError extends Error {
  override readonly name = 'RosterError';
  /** `UNEXPECTED_ANSWER`: not an error of the API; perhaps something in between answered. */
  readonly code: ErrorCode | 'UNEXPECTED_ANSWER';
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly traceId: string | null;
  /** The operation of the change, when it has one. */
  readonly operationId: string | null;

  constructor(body: unknown, response: Response) {
    const error = isErrorBody(body) ? body.error : null;
    super(error?.message ?? `The answer ${response.status} is none of Roster's.`);
    this.code = error?.code ?? 'UNEXPECTED_ANSWER';
    this.status = response.status;
    this.details = error?.details ?? {};
    this.traceId = error?.trace_id ?? response.headers.get('trace-id');
    this.operationId = response.headers.get('operation-id');
  }
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
