export { type Answer, items, ok, type Page } from './answers.js';
export type { BulkAddOptions, BulkAddParams, BulkAddResult, BulkProgress } from './bulk-add.js';
export type { OperationIds } from './caller.js';
export { type ClientOptions, createRoster, type RosterClient } from './client.js';
export type { EventStream } from './event-stream.js';
export type { CsvList, List, ListPage } from './list.js';
export type { ChangeOptions, IfMatch, RequestOptions, Waiting, WriteOptions } from './options.js';
export type * from './resources.generated.js';
export type { RetryOptions } from './retrying-fetch.js';
export { Roster, type RosterOptions, type WaitForOperationOptions } from './roster.js';
export {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  type ErrorCode,
  isRosterError,
  NotFoundError,
  PermissionDeniedError,
  PreconditionFailedError,
  RateLimitedError,
  RosterError,
  ServerError,
  TimeoutError,
  ValidationError,
} from './roster-error.js';
export type { Answered, RosterPromise } from './roster-promise.js';
export type { components, operations, paths } from './schema.generated.js';
export type * from './types.generated.js';
export {
  verifyWebhook,
  type WebhookProblem,
  type WebhookRequest,
  WebhookVerificationError,
} from './verify-webhook.js';
export { isOperation, type WaitOptions, waitForOperation } from './wait-for-operation.js';
