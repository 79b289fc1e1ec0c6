import type { Server } from 'node:http';
import { type Logger, type Telemetry, watchConnections } from '@roster/runtime';

/** At most one line a minute says how many connections were closed; the metric counts them all. */
const LOG_EVERY_MS = 60_000;

/**
 * Closes connections beyond `max` as soon as they are accepted: each costs memory and a file descriptor, which the
 * connections to Postgres and Redis need as well. Health and metrics on the operators' port have a server of their own.
 */
export function limitConnections(
  server: Server,
  max: number,
  { metrics, logger, now = () => performance.now() }: LimitedProcess,
): void {
  server.maxConnections = max;
  let dropped = 0;
  let logged = 0;
  let loggedAt = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    dropped += 1;
    if (now() - loggedAt < LOG_EVERY_MS) return;
    loggedAt = now();
    logger.warn({ max_connections: max, dropped: dropped - logged }, 'connections are closed: there are too many');
    logged = dropped;
  });
  watchConnections(metrics, {
    open: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count ?? 0))),
    dropped: () => dropped,
  });
}

interface LimitedProcess {
  readonly metrics: Telemetry['metrics'];
  readonly logger: Pick<Logger, 'warn'>;
  readonly now?: () => number;
}
