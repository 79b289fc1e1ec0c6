import { randomBytes } from 'node:crypto';
import type { Failpoint, GatewayObserver, OperationStore } from '@roster/domain';
import type { QueueSettings } from '../backend/queue-backend.js';
import type { QueueLogger } from '../logger.js';
import { subscribePostgresReplies } from '../reply-bus/postgres-reply-bus.js';
import { subscribeRedisReplies } from '../reply-bus/redis-reply-bus.js';
import { Admission, type AdmissionLimits, DEFAULT_LIMITS } from './admission.js';
import { MembershipGateway } from './membership-gateway.js';
import { QueueProducer } from './queue-producer.js';

export interface GatewaySettings extends QueueSettings {
  readonly store: OperationStore;
  readonly logger: QueueLogger;
  readonly limits?: Partial<AdmissionLimits> | undefined;
  readonly failpoint?: Failpoint | undefined;
  readonly observers?: readonly GatewayObserver[] | undefined;
}

export interface OpenGateway {
  readonly gateway: MembershipGateway;
  /** Rejects when the queue is out of reach. */
  checkQueue(): Promise<void>;
  close(): Promise<void>;
}

/** A gateway with its queue, its return address and its reply subscription. */
export async function openMembershipGateway(settings: GatewaySettings): Promise<OpenGateway> {
  const { store, logger } = settings;
  const producer = await QueueProducer.open('membership.apply', settings, logger);
  const replyTo = randomBytes(16).toString('hex');
  const admission = new Admission({ ...DEFAULT_LIMITS, ...settings.limits }, () => producer.depth(), logger);
  const gateway = new MembershipGateway({
    store,
    logger,
    enqueue: (commands) => producer.enqueue({ commands, replyTo }),
    admit: admission.admit,
    failpoint: settings.failpoint,
    observers: settings.observers,
  });
  const subscription = settings.redis
    ? await subscribeRedisReplies(settings.redis, replyTo, gateway, logger)
    : await subscribePostgresReplies(settings.databaseUrl, replyTo, gateway, store, logger);

  return {
    gateway,
    async checkQueue(): Promise<void> {
      await producer.depth();
    },
    async close(): Promise<void> {
      admission.close();
      await gateway.close();
      await subscription.close();
      await producer.close();
    },
  };
}
