export { type Answer, items, ok, type Page } from './answers.js';
export { createRoster, type Roster, type RosterOptions } from './client.js';
export type { RetryOptions } from './retrying-fetch.js';
export { type ErrorCode, isRosterError, RosterError } from './roster-error.js';
export type { components, operations, paths } from './schema.generated.js';
export { isOperation, type Operation, type WaitOptions, waitForOperation } from './wait-for-operation.js';
