import { setTimeout as delay } from 'node:timers/promises';
import type { Failpoint, GatewayObserver, OperationStore } from '@roster/domain';
import type { QueueSettings } from '../backend/queue-backend.js';
import { QueueDepth } from '../backend/queue-depth.js';
import { QueueProducer } from '../backend/queue-producer.js';
import type { QueueLogger } from '../logger.js';
import { subscribeToReplies } from '../reply-bus/open-reply-bus.js';
import { newReplyAddress } from '../reply-bus/reply-bus.js';
import { SILENCE_LIMIT_MS } from '../reply-bus/supervised-subscription.js';
import { AdmissionByWait, type AdmissionLimits, DEFAULT_LIMITS } from './admission.js';
import { MembershipGateway } from './membership-gateway.js';

/** Jobs that may wait in the queue. */
const MAX_QUEUE_DEPTH = 5_000;

/** How long opening waits for queue and replies to work, in milliseconds. Then it resolves without them, not ready. */
const FIRST_PROOF_MS = 2_000;

interface GatewaySettings extends QueueSettings {
  readonly store: OperationStore;
  readonly logger: QueueLogger;
  readonly limits?: Partial<AdmissionLimits> | undefined;
  readonly failpoint?: Failpoint | undefined;
  readonly observers?: readonly GatewayObserver[] | undefined;
}

export interface OpenGateway {
  readonly gateway: MembershipGateway;
  /** Rejects when the queue has not answered for a while. */
  checkQueue(): Promise<void>;
  /** Rejects when replies do not arrive: no heartbeat has come back for a while. */
  checkReplies(): Promise<void>;
  close(): Promise<void>;
}

/** A gateway with its queue, its return address and its reply subscription. */
export async function openMembershipGateway(settings: GatewaySettings): Promise<OpenGateway> {
  const { store, logger } = settings;
  const producer = await QueueProducer.open('membership.apply', settings, logger);
  const replyTo = newReplyAddress();
  const depth = new QueueDepth(() => producer.depth(), MAX_QUEUE_DEPTH, logger);
  const admission = new AdmissionByWait({ ...DEFAULT_LIMITS, ...settings.limits }, depth.check);
  const gateway = new MembershipGateway({
    store,
    logger,
    enqueue: (commands) => producer.enqueue({ commands, replyTo }),
    admission,
    failpoint: settings.failpoint,
    observers: settings.observers,
  });
  const subscription = await subscribeToReplies(settings, replyTo, gateway, store, logger);

  const checkReplies = async () => {
    const { lastRoundTrip } = subscription;
    if (lastRoundTrip === null) throw new Error('No reply has made the round trip yet');
    const silentFor = performance.now() - lastRoundTrip;
    if (silentFor > SILENCE_LIMIT_MS) throw new Error(`No reply made the round trip for ${Math.round(silentFor)} ms`);
  };
  const checkQueue = async () => depth.assertReached();
  await proven(() => Promise.all([checkQueue(), checkReplies()]));

  return {
    gateway,
    checkQueue,
    checkReplies,
    async close(): Promise<void> {
      depth.close();
      admission.close();
      await gateway.close();
      await subscription.close();
      await producer.close();
    },
  };
}

async function proven(check: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + FIRST_PROOF_MS;
  while (performance.now() < until) {
    const passed = await check().then(
      () => true,
      () => false,
    );
    if (passed) return;
    await delay(10);
  }
}
