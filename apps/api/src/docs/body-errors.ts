import type { ErrorCode } from '@roster/domain';

/** What can be wrong with a body, whatever it is to say. */
export const BODY_ERRORS = [
  'REQUEST_TIMEOUT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_FAILED',
] as const satisfies readonly ErrorCode[];
