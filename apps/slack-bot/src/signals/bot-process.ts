import type { GatewayObserver, ProcessIdentity } from '@roster/domain';
import {
  createRegistry,
  GatewayMetrics,
  GatewayTraces,
  identifyProcess,
  RequestTraces,
  type Tracing,
} from '@roster/runtime';
import type { Registry } from 'prom-client';
import { ChangeRecords } from './change-records.js';
import { SlackMetrics } from './slack-metrics.js';

/** What the process is, and where it counts what it does. */
export interface BotProcess {
  readonly identity: ProcessIdentity;
  readonly metrics: Registry;
  readonly changes: GatewayMetrics;
  readonly slack: SlackMetrics;
  readonly records: ChangeRecords;
  /** Null: none are recorded. */
  readonly traces: RequestTraces | null;
  readonly observers: readonly GatewayObserver[];
}

export function createBotProcess(identity = identifyProcess('slack-bot'), tracing: Tracing | null = null): BotProcess {
  const metrics = createRegistry(identity);
  const changes = new GatewayMetrics(metrics);
  const records = new ChangeRecords(identity.id);
  return {
    identity,
    metrics,
    changes,
    slack: new SlackMetrics(metrics),
    records,
    traces: tracing && new RequestTraces(tracing.tracer),
    observers: [changes, records, ...(tracing ? [new GatewayTraces(tracing.tracer)] : [])],
  };
}
