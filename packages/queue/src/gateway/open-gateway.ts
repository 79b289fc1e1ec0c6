import { setTimeout as delay } from 'node:timers/promises';
import type { Failpoint, GatewayObserver, OperationStore } from '@roster/domain';
import type { QueueSettings } from '../backend/queue-backend.js';
import { QueueDepth } from '../backend/queue-depth.js';
import { QueueProducer } from '../backend/queue-producer.js';
import type { QueueLogger } from '../logger.js';
import { subscribeToReplies } from '../reply-bus/open-reply-bus.js';
import { newReplyAddress } from '../reply-bus/reply-bus.js';
import { SILENCE_LIMIT_MS } from '../reply-bus/supervised-subscription.js';
import { type Shard, shardsOf } from '../shards/shard.js';
import { type QueueCheck, shardChecks } from '../shards/shard-checks.js';
import { AdmissionByWait, LIMITS } from './admission.js';
import { MembershipGateway } from './membership-gateway.js';
import { ShardGateway } from './shard-gateway.js';

/** Jobs that may wait in the queue of a shard. */
const MAX_QUEUE_DEPTH = 5_000;

/** How long opening waits for queue and replies to work, in milliseconds. Then it resolves without them, not ready. */
const FIRST_PROOF_MS = 2_000;

interface GatewaySettings extends QueueSettings {
  readonly store: OperationStore;
  readonly logger: QueueLogger;
  readonly failpoint?: Failpoint | undefined;
  readonly observers?: readonly GatewayObserver[] | undefined;
}

export interface OpenGateway {
  readonly gateway: MembershipGateway;
  /**
   * `queue` fails when it has not answered for a while; `replies` when no heartbeat has come back for a while, so that
   * replies would not arrive either.
   */
  readonly checks: readonly QueueCheck[];
  close(): Promise<void>;
}

/** A gateway with its queue, its return address and its reply subscription, in every shard. */
export async function openMembershipGateway(settings: GatewaySettings): Promise<OpenGateway> {
  const opening = shardsOf(settings.redis?.queueShards).map((shard) => openShardGateway(settings, shard));
  const shards = await Promise.all(opening);
  return {
    gateway: new MembershipGateway(shards.map(({ gateway }) => gateway)),
    checks: [
      ...shardChecks('queue', new Map(shards.map(({ shard, checkQueue }) => [shard.label, checkQueue]))),
      ...shardChecks('replies', new Map(shards.map(({ shard, checkReplies }) => [shard.label, checkReplies]))),
    ],
    async close(): Promise<void> {
      await Promise.all(shards.map((shard) => shard.close()));
    },
  };
}

async function openShardGateway(settings: GatewaySettings, shard: Shard) {
  const { store, logger } = settings;
  const producer = await QueueProducer.open('membership.apply', shard, settings, logger);
  const replyTo = newReplyAddress(shard);
  const depth = new QueueDepth(() => producer.depth(), MAX_QUEUE_DEPTH, logger);
  // A silent shard must not use up the limit of the others.
  const limits = { ...LIMITS, maxInFlight: Math.ceil(LIMITS.maxInFlight / shard.count) };
  const admission = new AdmissionByWait(limits, depth.refusal);
  const gateway = new ShardGateway({
    store,
    logger,
    enqueue: (commands) => producer.enqueue({ commands, replyTo }),
    admission,
    failpoint: settings.failpoint,
    observers: settings.observers,
  });
  const subscription = await subscribeToReplies(settings, replyTo, gateway, logger);

  const checkReplies = async () => {
    const { lastRoundTrip } = subscription;
    if (lastRoundTrip === null) throw new Error('No reply has made the round trip yet');
    const silentFor = performance.now() - lastRoundTrip;
    if (silentFor > SILENCE_LIMIT_MS) throw new Error(`No reply made the round trip for ${Math.round(silentFor)} ms`);
  };
  const checkQueue = async () => depth.assertReached();
  await proven(() => Promise.all([checkQueue(), checkReplies()]));

  return {
    shard,
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
