const FIRST_MS = 50;
const MOST_MS = 1_000;

/** A connection that lasted this long was a good one: the delays begin anew. It exceeds what one attempt may take. */
const GOOD_MS = 10_000;

/**
 * Delays between attempts to connect, in milliseconds: doubled from attempt to attempt up to a second, with jitter, so
 * that many processes do not come back at the same moment. They go on growing when a connection breaks as soon as it is
 * made: a server that accepts connections only to refuse what is sent over them must not be asked in a loop.
 */
export function backoff(now: () => number = () => performance.now()): () => number {
  let attempts = 0;
  let lastAsked = Number.NEGATIVE_INFINITY;
  return () => {
    attempts = now() - lastAsked > GOOD_MS ? 1 : attempts + 1;
    lastAsked = now();
    const most = Math.min(FIRST_MS * 2 ** attempts, MOST_MS);
    return Math.round(most / 2 + (Math.random() * most) / 2);
  };
}
