import { ChangeRequestRecorder, ProcessSampleStore, poolUse } from '@roster/database';
import {
  createTelemetry,
  type GatewayTelemetry,
  gatewayTelemetry,
  type Logger,
  ProcessSampler,
  watchDroppedRecords,
} from '@roster/runtime';
import type { DataSource } from 'typeorm';
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

/** What operators see of this process: metrics, samples, and a record of each requested change. */
export function recordProcess(
  { identity, metrics, changes, records }: BotProcess,
  { dataSource, logger }: { dataSource: DataSource; logger: Logger },
): { close(): Promise<void> } {
  const recorder = new ChangeRequestRecorder(dataSource, {
    onError: (error, dropped) => logger.warn({ error: error.message, dropped }, 'requests for changes not recorded'),
  });
  records.writeTo(recorder);
  watchDroppedRecords(metrics, () => recorder.dropped);
  const sampler = new ProcessSampler({
    identity,
    metrics,
    pool: () => poolUse(dataSource),
    read: async () => ({ gateway: await changes.sample() }),
    store: new ProcessSampleStore(dataSource),
    logger,
  });
  return {
    /** Writes what is left. Close the database after it. */
    async close() {
      await sampler.close();
      await recorder.close();
    },
  };
}
