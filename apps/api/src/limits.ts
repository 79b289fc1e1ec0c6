/** The largest body that is read. Valid bodies are far smaller. */
export const BODY_LIMIT_BYTES = 64 * 1024;

/** The same for a bulk: 10,000 IDs or e-mail addresses, with ample white space. */
export const BULK_BODY_LIMIT_BYTES = 2 * 1024 * 1024;

/** The same for SCIM: a PUT of a group with some 20,000 members. */
export const SCIM_BODY_LIMIT_BYTES = 2 * 1024 * 1024;

/** How long a caller may take to send a request, in milliseconds. Waiting for the outcome does not count. */
export const REQUEST_TIMEOUT_MS = 30_000;
export const HEADERS_TIMEOUT_MS = 15_000;

/** Longer than the idle timeout of common load balancers (60 s), so that they close idle connections and not we. */
export const KEEP_ALIVE_TIMEOUT_MS = 72_000;

/**
 * Connections that the kernel completes before they are accepted, up to its own limit (`net.core.somaxconn`, usually 4,096).
 * Beyond that it drops connection attempts, and clients retry after a second or more. Node.js would ask for 511.
 */
export const BACKLOG = 4_096;

/**
 * How long changes may wait for their outcome during shutdown, in milliseconds. Then they are answered 202, and the
 * relay carries them out.
 */
export const DRAIN_MS = 10_000;
