/** The largest body that is read. The largest that means anything is far smaller. */
export const BODY_LIMIT_BYTES = 64 * 1024;

/** The same for a bulk: 10,000 ids or addresses, and much space around them. */
export const BULK_BODY_LIMIT_BYTES = 2 * 1024 * 1024;

/** How long a caller may take to send a request, in milliseconds. Waiting for the outcome is not part of it. */
export const REQUEST_TIMEOUT_MS = 30_000;
export const HEADERS_TIMEOUT_MS = 15_000;

/** Longer than the idle time of common load balancers (60 s), so that they and not we close idle connections. */
export const KEEP_ALIVE_TIMEOUT_MS = 72_000;

/**
 * How long a stop lets changes wait for their outcome, in milliseconds. Those that still wait then are answered 202 and
 * carried out by the relay.
 */
export const DRAIN_MS = 10_000;
