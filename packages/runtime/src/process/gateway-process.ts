import type { GatewayObserver, ProcessIdentity } from '@roster/domain';
import type { Registry } from 'prom-client';
import { GatewayMetrics } from '../metrics/gateway-metrics.js';
import { createRegistry } from '../metrics/process-metrics.js';
import { GatewayTraces } from '../tracing/gateway-traces.js';
import { RequestTraces } from '../tracing/request-traces.js';
import type { Tracing } from '../tracing/tracing.js';

/** A process that passes changes on through a gateway: what it is, and where it counts what it does. */
export interface GatewayProcess {
  readonly identity: ProcessIdentity;
  readonly metrics: Registry;
  readonly changes: GatewayMetrics;
  /** Null: none are recorded. */
  readonly traces: RequestTraces | null;
  /** Of the gateway. */
  readonly observers: readonly GatewayObserver[];
}

export function createGatewayProcess(identity: ProcessIdentity, tracing: Tracing | null): GatewayProcess {
  const metrics = createRegistry(identity);
  const changes = new GatewayMetrics(metrics);
  return {
    identity,
    metrics,
    changes,
    traces: tracing && new RequestTraces(tracing.tracer),
    observers: tracing ? [changes, new GatewayTraces(tracing.tracer)] : [changes],
  };
}
