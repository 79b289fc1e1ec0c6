import { createGatewayProcess, type GatewayProcess, identifyProcess, type Tracing } from '@roster/runtime';
import { SlackChangeRecorder } from './change-recorder.js';
import { SlackMetrics } from './slack-metrics.js';

/** The identity of the process, its metrics and traces. */
export interface BotProcess extends GatewayProcess {
  readonly slack: SlackMetrics;
  readonly records: SlackChangeRecorder;
}

export function createBotProcess(identity = identifyProcess('slack-bot'), tracing: Tracing | null = null): BotProcess {
  const process = createGatewayProcess(identity, tracing);
  const records = new SlackChangeRecorder(identity.id);
  return {
    ...process,
    slack: new SlackMetrics(process.metrics),
    records,
    observers: [...process.observers, records],
  };
}
