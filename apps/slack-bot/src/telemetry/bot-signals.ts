import { ChangeRequestRecorder, ProcessSampleStore, poolUse } from '@roster/database';
import {
  type HealthMonitor,
  type Logger,
  ProcessSampler,
  watchDroppedRecords,
  watchPool,
  watchReadiness,
} from '@roster/runtime';
import type { DataSource } from 'typeorm';
import type { BotProcess } from './bot-process.js';

export interface BotSignals {
  /** Writes what is left. Close the database after it. */
  close(): Promise<void>;
}

/** What operators see of this process: metrics, samples, and a record of each requested change. */
export function openBotSignals(
  { identity, metrics, changes, records }: BotProcess,
  { dataSource, monitor, logger }: { dataSource: DataSource; monitor: HealthMonitor; logger: Logger },
): BotSignals {
  const recorder = new ChangeRequestRecorder(dataSource, {
    onError: (error, dropped) => logger.warn({ error: error.message, dropped }, 'requests for changes not recorded'),
  });
  records.writeTo(recorder);
  watchPool(metrics, () => poolUse(dataSource));
  watchDroppedRecords(metrics, () => recorder.dropped);
  watchReadiness(metrics, monitor);
  const store = new ProcessSampleStore(dataSource);
  const sampler = new ProcessSampler({
    read: async () => ({ pool: poolUse(dataSource), gateway: await changes.sample() }),
    put: (sample) => store.put(identity, sample),
    logger,
  });
  return {
    async close() {
      await sampler.close();
      await recorder.close();
    },
  };
}
