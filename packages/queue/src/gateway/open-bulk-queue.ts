import { type BulkAdd, changeFields, type EnqueuedJob, type OrganizationId } from '@roster/domain';
import type { QueueSettings } from '../backend/queue-backend.js';
import { QueueDepth } from '../backend/queue-depth.js';
import { QueueProducer } from '../backend/queue-producer.js';
import type { QueueLogger } from '../logger.js';
import { ofShard, type Shard, shardsOf } from '../shards/shard.js';

/** Bulks that may wait in a shard, each of up to 10,000 rows. */
const MAX_WAITING_BULKS = 500;

export interface BulkQueue {
  /** To be called before anything is written. @throws DomainError `OVERLOADED` when too many bulks wait */
  admit(organizationId: OrganizationId): void;
  /** To be called when the bulk is committed. Resolves with null when it has no job: the relay carries it out then. */
  enqueue(bulk: BulkAdd): Promise<EnqueuedJob | null>;
  close(): Promise<void>;
}

export async function openBulkQueue(settings: QueueSettings, logger: QueueLogger): Promise<BulkQueue> {
  const opening = shardsOf(settings.redis?.queueShards).map((shard) => openShard(settings, shard, logger));
  const shards = await Promise.all(opening);
  return {
    admit(organizationId): void {
      const refusal = ofShard(shards, organizationId).depth.refusal();
      if (refusal !== null) throw refusal;
    },
    async enqueue(bulk: BulkAdd): Promise<EnqueuedJob | null> {
      const { operationId, organizationId, traceId } = bulk;
      try {
        return await ofShard(shards, organizationId).producer.enqueue({ operationId, organizationId, traceId });
      } catch (error) {
        const fields = { ...changeFields(bulk), error: String(error) };
        logger.warn(fields, 'bulk not enqueued; the relay carries it out');
        return null;
      }
    },
    async close(): Promise<void> {
      for (const { depth } of shards) depth.close();
      await Promise.all(shards.map(({ producer }) => producer.close()));
    },
  };
}

async function openShard(settings: QueueSettings, shard: Shard, logger: QueueLogger) {
  const producer = await QueueProducer.open('membership.bulk', shard, settings, logger);
  return { producer, depth: new QueueDepth(() => producer.depth(), MAX_WAITING_BULKS, logger) };
}
