import { createTelemetry, type GatewayTelemetry, gatewayTelemetry } from '@roster/runtime';
import { SlackChangeRecorder } from './change-recorder.js';
import { SlackMetrics } from './slack-metrics.js';

/** The identity of the process, its metrics and traces. */
export interface BotProcess extends GatewayTelemetry {
  readonly slack: SlackMetrics;
  readonly records: SlackChangeRecorder;
}

export function createBotProcess(telemetry = createTelemetry('slack-bot')): BotProcess {
  const gateway = gatewayTelemetry(telemetry);
  const records = new SlackChangeRecorder(telemetry.identity.id);
  return {
    ...gateway,
    slack: new SlackMetrics(telemetry.metrics),
    records,
    observers: [...gateway.observers, records],
  };
}
