import type { GatewayObserver, ProcessIdentity } from '@roster/domain';
import {
  createRegistry,
  GatewayMetrics,
  GatewayTraces,
  HttpMetrics,
  identifyProcess,
  RequestTraces,
  type Tracing,
} from '@roster/runtime';
import type { Registry } from 'prom-client';

/** What the process is, and where it counts what it does. */
export interface ApiProcess {
  readonly identity: ProcessIdentity;
  readonly metrics: Registry;
  readonly http: HttpMetrics;
  readonly changes: GatewayMetrics;
  /** Null: none are recorded. */
  readonly traces: RequestTraces | null;
  readonly observers: readonly GatewayObserver[];
}

export function createApiProcess(identity = identifyProcess('api'), tracing: Tracing | null = null): ApiProcess {
  const metrics = createRegistry(identity);
  const changes = new GatewayMetrics(metrics);
  return {
    identity,
    metrics,
    http: new HttpMetrics(metrics),
    changes,
    traces: tracing && new RequestTraces(tracing.tracer),
    observers: tracing ? [changes, new GatewayTraces(tracing.tracer)] : [changes],
  };
}
