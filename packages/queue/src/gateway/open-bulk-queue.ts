import { type BulkAdd, changeFields, type EnqueuedJob } from '@roster/domain';
import type { QueueSettings } from '../backend/queue-backend.js';
import { QueueDepth } from '../backend/queue-depth.js';
import { QueueProducer } from '../backend/queue-producer.js';
import type { QueueLogger } from '../logger.js';

/** Bulks that may wait, each of up to 10,000 rows. */
const MAX_WAITING_BULKS = 500;

export interface BulkQueue {
  /** To be called before anything is written. @throws DomainError `OVERLOADED` when too many bulks wait */
  admit(): void;
  /** To be called when the bulk is committed. Resolves with null when it has no job: the relay carries it out then. */
  enqueue(bulk: BulkAdd): Promise<EnqueuedJob | null>;
  close(): Promise<void>;
}

export async function openBulkQueue(settings: QueueSettings, logger: QueueLogger): Promise<BulkQueue> {
  const producer = await QueueProducer.open('membership.bulk', settings, logger);
  const depth = new QueueDepth(() => producer.depth(), MAX_WAITING_BULKS, logger);
  return {
    admit: depth.check,
    async enqueue(bulk: BulkAdd): Promise<EnqueuedJob | null> {
      const { operationId, organizationId, traceId } = bulk;
      try {
        return await producer.enqueue({ operationId, organizationId, traceId });
      } catch (error) {
        const fields = { ...changeFields(bulk), error: String(error) };
        logger.warn(fields, 'bulk not enqueued; the relay carries it out');
        return null;
      }
    },
    async close(): Promise<void> {
      depth.close();
      await producer.close();
    },
  };
}
