import { ERROR_CATALOGUE, type ErrorCode } from './error-catalogue.js';

/** Values that are safe to show to the caller; keys are in snake_case, as in the response. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** The only error that services throw on purpose. Edges translate its code into an HTTP response or a Slack message. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(ERROR_CATALOGUE[code].systemMessage, options);
  }
}
