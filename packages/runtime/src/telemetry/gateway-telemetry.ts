import type { GatewayObserver, ProcessIdentity, ProcessKind } from '@roster/domain';
import type { Registry } from 'prom-client';
import { GatewayMetrics } from './gateway-metrics.js';
import { GatewayTraces } from './gateway-traces.js';
import { createRegistry, identifyProcess } from './process-metrics.js';
import { RequestTraces } from './request-traces.js';
import type { Tracing } from './tracing.js';

/** The identity of a process, its metrics and its traces. */
export interface Telemetry {
  readonly identity: ProcessIdentity;
  readonly metrics: Registry;
  /** Null if no traces are recorded. */
  readonly tracing: Tracing | null;
}

export function createTelemetry(kind: ProcessKind, tracing: Tracing | null = null): Telemetry {
  const identity = identifyProcess(kind);
  return { identity, metrics: createRegistry(identity), tracing };
}

/** The telemetry of a process that has a gateway. */
export interface GatewayTelemetry extends Telemetry {
  readonly changes: GatewayMetrics;
  /** Null if no traces are recorded. */
  readonly traces: RequestTraces | null;
  /** The observers of the gateway. */
  readonly observers: readonly GatewayObserver[];
}

export function gatewayTelemetry(telemetry: Telemetry): GatewayTelemetry {
  const { metrics, tracing } = telemetry;
  const changes = new GatewayMetrics(metrics);
  return {
    ...telemetry,
    changes,
    traces: tracing && new RequestTraces(tracing.tracer),
    observers: tracing ? [changes, new GatewayTraces(tracing.tracer)] : [changes],
  };
}
