import type { ProcessIdentity } from '@roster/domain';
import { createRegistry, GatewayMetrics, identifyProcess } from '@roster/runtime';
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
}

export function createBotProcess(identity = identifyProcess('slack-bot')): BotProcess {
  const metrics = createRegistry(identity);
  return {
    identity,
    metrics,
    changes: new GatewayMetrics(metrics),
    slack: new SlackMetrics(metrics),
    records: new ChangeRecords(identity.id),
  };
}
