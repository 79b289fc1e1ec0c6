import { BulkLedger, BulkRepository, MembershipLedger, OperationRepository } from '@roster/database';
import { JobConsumers, type QueueSettings } from '@roster/queue';
import { BatchTraces, createLogger, type Tracing } from '@roster/runtime';
import type { DataSource } from 'typeorm';

/** Takes the jobs of all queues in this process, as `apps/worker` does in its own. Resolves with what stops it. */
export async function startWorker(
  settings: QueueSettings,
  database: DataSource,
  tracing?: Tracing,
): Promise<() => Promise<void>> {
  const consumers = new JobConsumers({
    ...settings,
    ledger: new MembershipLedger(database),
    operations: new OperationRepository(database),
    bulkLedger: new BulkLedger(database),
    bulks: new BulkRepository(database),
    deliverWebhooks: () => Promise.reject(new Error('Start apps/worker to send webhooks')),
    logger: createLogger({ name: 'worker', level: 'silent' }),
    observers: tracing && [new BatchTraces(tracing.tracer)],
  });
  await consumers.start();
  return () => consumers.close();
}
