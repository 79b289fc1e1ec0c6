import { connectRedis, type RedisSettings } from '@roster/connections';
import type { OperationResult } from '@roster/domain';
import { z } from 'zod';
import { KEY_PREFIX } from '../backend/queue-backend.js';
import type { QueueLogger } from '../logger.js';
import type { ReplyListener, ReplyPublisher, ReplySubscription } from './reply-bus.js';
import { replyMessageSchema } from './reply-message.js';
import { type ReplyTransport, type SubscriptionTimes, SupervisedSubscription } from './supervised-subscription.js';

function channel(replyTo: string): string {
  return `${KEY_PREFIX}:reply:${replyTo}`;
}

/** Replies over Redis publish/subscribe: one message for each gateway and batch, with the outcomes in it. */
export function redisReplyPublisher(settings: RedisSettings, logger: QueueLogger): ReplyPublisher {
  const redis = connectRedis(settings, 'producer', logger);
  return {
    async publish(replyTo: string, results: readonly OperationResult[]): Promise<void> {
      await redis.publish(channel(replyTo), JSON.stringify(results));
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
  const transport: ReplyTransport = {
    open(events) {
      const redis = connectRedis(settings, 'worker', logger);
      redis.on('message', (_channel, message) => events.message(message));
      // ioredis would subscribe again by itself, but does not say that messages were lost, and may hang meanwhile.
      redis.on('close', () => events.lost('the connection was closed'));
      return {
        listening: redis.subscribe(channel(replyTo)).then(() => undefined),
        beat: async (heartbeat) => void (await sender.publish(channel(replyTo), heartbeat)),
        drop: () => redis.disconnect(),
      };
    },
    received(message) {
      const parsed = replyMessageSchema.safeParse(message);
      if (parsed.success) listener.settled(parsed.data);
      else logger.error({ error: z.prettifyError(parsed.error) }, 'a reply does not parse');
    },
    close: async () => sender.disconnect(),
  };
  return SupervisedSubscription.start(transport, listener, logger, times);
}
