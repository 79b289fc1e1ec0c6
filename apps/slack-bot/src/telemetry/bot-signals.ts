import { ChangeRequestRecorder, ProcessSampleStore, poolUse } from '@roster/database';
import { type Logger, ProcessSampler, watchDroppedRecords } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import type { BotProcess } from './bot-process.js';

export interface BotSignals {
  /** Writes what is left. Close the database after it. */
  close(): Promise<void>;
}

/** What operators see of this process: metrics, samples, and a record of each requested change. */
export function openBotSignals(
  { identity, metrics, changes, records }: BotProcess,
  { dataSource, logger }: { dataSource: DataSource; logger: Logger },
): BotSignals {
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
    async close() {
      await sampler.close();
      await recorder.close();
    },
  };
}
