import { createGatewayProcess, type GatewayProcess, identifyProcess, type Tracing } from '@roster/runtime';
import { ChangeRecords } from './change-records.js';
import { SlackMetrics } from './slack-metrics.js';

/** What the process is, and where it counts what it does. */
export interface BotProcess extends GatewayProcess {
  readonly slack: SlackMetrics;
  readonly records: ChangeRecords;
}

export function createBotProcess(identity = identifyProcess('slack-bot'), tracing: Tracing | null = null): BotProcess {
  const process = createGatewayProcess(identity, tracing);
  const records = new ChangeRecords(identity.id);
  return {
    ...process,
    slack: new SlackMetrics(process.metrics),
    records,
    observers: [...process.observers, records],
  };
}
