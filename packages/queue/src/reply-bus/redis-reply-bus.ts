import { connectRedis, type RedisConnection, type RedisSettings } from '@roster/connections';
import type { OperationResult } from '@roster/domain';
import type { QueueLogger } from '../logger.js';
import { ONLY_SHARD } from '../shards/shard.js';
import type { ReplyListener, ReplyPublisher, ReplySubscription } from './reply-bus.js';
import { receiveReply, replyMessageSchema } from './reply-message.js';
import { type ReplyTransport, type SubscriptionTimes, SupervisedSubscription } from './supervised-subscription.js';

const SHARD_ADDRESS = /^(?<tag>\{[^}]+\})(?<address>.+)$/;

interface Channel {
  readonly name: string;
  /**
   * A cluster sends a message of `PUBLISH` to all of its nodes; one of `SPUBLISH` stays on the node that owns the channel's
   * slot (Redis 7, "Sharded Pub/Sub").
   */
  readonly staysOnNode: boolean;
}

function channelOf(replyTo: string, { mode }: RedisSettings): Channel {
  const { tag, address } = SHARD_ADDRESS.exec(replyTo)?.groups ?? {};
  if (tag === undefined) return { name: `${ONLY_SHARD.keyPrefix}:reply:${replyTo}`, staysOnNode: false };
  return { name: `${tag}:reply:${address}`, staysOnNode: mode === 'cluster' };
}

async function publish(redis: RedisConnection, { name, staysOnNode }: Channel, message: string): Promise<void> {
  await (staysOnNode ? redis.spublish(name, message) : redis.publish(name, message));
}

/** Replies over Redis publish/subscribe: one message for each gateway and batch, with the outcomes in it. */
export function redisReplyPublisher(settings: RedisSettings, logger: QueueLogger): ReplyPublisher {
  const redis = connectRedis(settings, 'producer', logger);
  return {
    async publish(replyTo: string, results: readonly OperationResult[]): Promise<void> {
      await publish(redis, channelOf(replyTo, settings), JSON.stringify(results));
    },
    async close(): Promise<void> {
      redis.disconnect();
    },
  };
}

export async function subscribeRedisReplies(
  settings: RedisSettings,
  replyTo: string,
  listener: ReplyListener,
  logger: QueueLogger,
  times?: Partial<SubscriptionTimes>,
): Promise<ReplySubscription> {
  const sender = connectRedis(settings, 'producer', logger);
  const channel = channelOf(replyTo, settings);
  const { name, staysOnNode } = channel;
  const transport: ReplyTransport = {
    open(events) {
      const redis = connectRedis(settings, 'worker', logger, { subscribesToSlots: staysOnNode });
      redis.on(staysOnNode ? 'smessage' : 'message', (_channel, message) => events.message(message));
      // ioredis would subscribe again by itself, but does not say that messages were lost, and may hang meanwhile.
      redis.on('close', () => events.lost('the connection was closed'));
      return {
        listening: (staysOnNode ? redis.ssubscribe(name) : redis.subscribe(name)).then(() => undefined),
        beat: (heartbeat) => publish(sender, channel, heartbeat),
        drop: () => redis.disconnect(),
      };
    },
    received: (text) => receiveReply(replyMessageSchema, text, logger, (results) => listener.settled(results)),
    close: async () => sender.disconnect(),
  };
  return SupervisedSubscription.start(transport, listener, logger, times);
}
