export { JobLoop } from './backend/job-loop.js';
export { producerQueueOptions, type QueueSettings, workerQueueOptions } from './backend/queue-backend.js';
export { type QueueState, readQueueState } from './backend/read-queue-state.js';
export { Batcher, type Delivery } from './batch/batcher.js';
export { DeliveryHandler, type DeliveryPorts, MAX_ATTEMPTS_ALONE } from './batch/delivery-handler.js';
export { type BulkPorts, BulkRunner, MAX_RUNS_WITHOUT_PROGRESS } from './bulk/bulk-runner.js';
export { type BulkQueue, openBulkQueue } from './bulk/open-bulk-queue.js';
export {
  assertEveryJobHasOneHandler,
  BULK_QUEUE,
  JOB_CATALOGUE,
  type JobName,
  type JobPayload,
  MEMBERSHIP_QUEUE,
  parseJobPayload,
} from './catalogue/job-catalogue.js';
export { FairQueue } from './fair-queue.js';
export { type AdmissionLimits, DEFAULT_LIMITS } from './gateway/admission.js';
export { MembershipGateway, type Submission, type SubmitOptions } from './gateway/membership-gateway.js';
export { type GatewaySettings, type OpenGateway, openMembershipGateway } from './gateway/open-gateway.js';
export type { QueueLogger } from './logger.js';
export { openReplyPublisher } from './reply-bus/open-reply-publisher.js';
export type { ReplyPublisher } from './reply-bus/reply-bus.js';
