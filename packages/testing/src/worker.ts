import { BulkLedger, BulkRepository, FeedRelay, MembershipLedger, OperationRepository } from '@roster/database';
import { JobConsumers, type QueueSettings } from '@roster/queue';
import { BatchTraces, createLogger, IntervalLoop, type Tracing } from '@roster/runtime';
import type { DataSource } from 'typeorm';

const RELAY_EVERY_MS = 100;

/**
 * Takes the jobs of all queues in this process, and gives events their positions in the feed, as `apps/worker` does in its
 * own. Resolves with what stops it.
 */
export async function startWorker(
  settings: QueueSettings,
  database: DataSource,
  tracing?: Tracing,
): Promise<() => Promise<void>> {
  const logger = createLogger({ name: 'worker', level: 'silent' });
  const consumers = new JobConsumers({
    ...settings,
    ledger: new MembershipLedger(database),
    operations: new OperationRepository(database),
    bulkLedger: new BulkLedger(database),
    bulks: new BulkRepository(database),
    deliverWebhooks: () => Promise.reject(new Error('Start apps/worker to send webhooks')),
    logger,
    observers: tracing && [new BatchTraces(tracing.tracer)],
  });
  await consumers.start();
  const relay = new FeedRelay(database, { retentionDays: 90 });
  const run = () => relay.run();
  const loop = new IntervalLoop({ name: 'events got no position', logger, intervalMs: RELAY_EVERY_MS, run });
  return async () => {
    await loop.stop();
    await consumers.close();
  };
}
