const MIN_DELAY_MS = 50;
const MAX_DELAY_MS = 1_000;

/** A connection that lasted this long resets the delays. Longer than an attempt to connect may take. Milliseconds. */
const STABLE_MS = 10_000;

/**
 * Delays between attempts to connect, in milliseconds. They double up to a second, with jitter, so that many processes
 * do not reconnect at the same moment. They keep growing when connections break right away, so that a server that
 * accepts connections and then refuses every command is not called in a tight loop.
 */
export function backoff(now: () => number = () => performance.now()): () => number {
  let attempts = 0;
  let lastAsked = Number.NEGATIVE_INFINITY;
  return () => {
    attempts = now() - lastAsked > STABLE_MS ? 1 : attempts + 1;
    lastAsked = now();
    const most = Math.min(MIN_DELAY_MS * 2 ** attempts, MAX_DELAY_MS);
    return Math.round(most / 2 + (Math.random() * most) / 2);
  };
}
