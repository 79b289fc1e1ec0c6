import { Counter, Histogram, type Registry } from 'prom-client';
import { CounterDelta, DURATION_BUCKETS } from './deltas.js';
import { watchCount, watchNumber } from './process-metrics.js';

export interface CountedRequest {
  readonly method: string;
  /** The template of the route; undefined if none matches, so that invented paths do not become labels. */
  readonly route: string | undefined;
  /** Of the answer, or 499. */
  readonly status: number;
  /** The error code of the answer; null if it is no error. */
  readonly code: string | null;
  readonly ms: number;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts and times HTTP requests. */
export class HttpMetrics {
  private readonly requests;
  private readonly duration;
  private readonly delta;

  constructor(registry: Registry) {
    this.requests = new Counter({
      name: 'roster_http_requests_total',
      help: 'Requests, by method, route, status (499: the caller disconnected before the answer) and error code (empty if there was no error).',
      labelNames: ['method', 'route', 'status', 'code'],
      registers: [registry],
    });
    this.duration = new Histogram({
      name: 'roster_http_request_duration_seconds',
      help: 'From the request to its end, by method and route.',
      labelNames: ['method', 'route'],
      buckets: DURATION_BUCKETS,
      registers: [registry],
    });
    this.delta = new CounterDelta(this.requests, ({ status }) => `${String(status)[0]}xx`);
  }

  ended({ method: sent, route = 'none', status, code, ms }: CountedRequest): void {
    const method = METHODS.has(sent) ? sent : 'OTHER';
    // Written out: V8 takes three times as long for objects that begin with a spread.
    this.requests.inc({ method, route, status, code: code ?? '' });
    this.duration.observe({ method, route }, ms / 1_000);
  }

  sample(): Promise<Record<string, number>> {
    return this.delta.take();
  }
}

/** Adds the connections of an HTTP server: how many are open, and how many were closed because there were too many. */
export function watchConnections(
  registry: Registry,
  { open, dropped }: { readonly open: () => Promise<number>; readonly dropped: () => number },
): void {
  watchNumber(registry, 'roster_http_connections', 'Open connections of callers.', open);
  const help = 'Connections closed at once, because there were as many as MAX_CONNECTIONS allows.';
  watchCount(registry, 'roster_http_connections_dropped_total', help, dropped);
}
