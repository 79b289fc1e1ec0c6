/** The process cannot start in this environment. The message is for the person who configures it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The message of an error and of its causes. Node's connection errors are aggregates without a message. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own =
    error instanceof AggregateError && error.message === ''
      ? error.errors.map(describeError).join('; ')
      : error.message;
  const text = own === '' ? error.name : own;
  return error.cause === undefined ? text : `${text} (${describeError(error.cause)})`;
}

/**
 * Whether Postgres cancelled a statement (57014), as it does after `statement_timeout`. The transaction has changed
 * nothing then. Also checks causes. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isTimedOut(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause, driverError } = error as Error & { code?: unknown; driverError?: unknown };
  return code === '57014' || isTimedOut(cause) || (driverError !== error && isTimedOut(driverError));
}

/** Errors of Node and its resolver for connections that failed or broke. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * SQLSTATE classes 08 (connection exception) and 57P (server shut down, crashed or starting), 53300 (too many
 * connections), and 25006 (a server that has become read-only): https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQLSTATE = /^(?:08...|57P..|53300|25006)$/;

/**
 * Errors of node-postgres, TypeORM and ioredis that only their message identifies. "Already released" is what the next
 * statement gets when the connection of its transaction broke between two statements.
 */
const CONNECTION_MESSAGE =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Command timed out|Socket timeout|Connection is closed|Client has encountered a connection error|Client was closed|Query runner already released|Database connection provided by a query runner was already released|Cannot use a pool after calling end|Stream isn't writeable|Reached the max retries per request|Cluster isn't ready|Too many Cluster redirections|Failed to refresh slots cache|None of startup nodes is available|All sentinels are unreachable)/;

/** Answers of a Redis that is starting, being replaced, or cut off from its other nodes. */
const REDIS_STATE = /^(?:LOADING|READONLY|CLUSTERDOWN|MASTERDOWN|TRYAGAIN)\b/;

/** Whether a part of the service is unreachable, as opposed to a bug. Also checks causes. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause, driverError } = error as Error & { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && (CONNECTION_CODES.has(code) || SQLSTATE.test(code))) return true;
  if (CONNECTION_MESSAGE.test(error.message) || REDIS_STATE.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true;
  return isUnavailable(cause) || (driverError !== error && isUnavailable(driverError));
}
