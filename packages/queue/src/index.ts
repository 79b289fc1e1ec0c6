export { producerQueueOptions, type QueueSettings, workerQueueOptions } from './backend/queue-backend.js';
export { FairQueue } from './fair-queue.js';
export { MembershipGateway } from './gateway/membership-gateway.js';
export { type BulkQueue, openBulkQueue } from './gateway/open-bulk-queue.js';
export { type OpenGateway, openMembershipGateway } from './gateway/open-gateway.js';
export type { Submission } from './gateway/shard-gateway.js';
export {
  BULK_QUEUE,
  JOB_CATALOGUE,
  type JobPayload,
  MEMBERSHIP_QUEUE,
  type QueueName,
  WEBHOOK_QUEUE,
} from './job-catalogue.js';
export { otherShards } from './shards/other-shards.js';
export { shardIndexOf } from './shards/shard.js';
export { shardChecks } from './shards/shard-checks.js';
export { type OpenQueue, queuesIn, queuesOf, type ShardQueue } from './shards/shard-queue.js';
export { MAX_RUNS_WITHOUT_PROGRESS } from './worker/bulk-runner.js';
export { type JobConsumer, WORKER_OPTIONS } from './worker/job-consumer.js';
export { JobConsumers } from './worker/job-consumers.js';
