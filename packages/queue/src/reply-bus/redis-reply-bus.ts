import { connectRedis, type RedisSettings } from '@roster/connections';
import { type OperationResult, operationResultSchema } from '@roster/domain';
import { z } from 'zod';
import { KEY_PREFIX } from '../backend/queue-backend.js';
import type { QueueLogger } from '../logger.js';
import type { ReplyListener, ReplyPublisher, ReplySubscription } from './reply-bus.js';

const messageSchema = z.array(operationResultSchema);

function channel(replyTo: string): string {
  return `${KEY_PREFIX}:reply:${replyTo}`;
}

/** Replies over Redis publish/subscribe: one message per gateway and batch, with the outcomes in it. */
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
): Promise<ReplySubscription> {
  const redis = connectRedis(settings, 'worker', logger);
  redis.on('message', (_channel, message) => {
    const parsed = messageSchema.safeParse(JSON.parse(message));
    if (parsed.success) listener.settled(parsed.data);
    else logger.error({ error: z.prettifyError(parsed.error) }, 'a reply does not parse');
  });
  // ioredis subscribes again by itself; what was published in between is lost.
  redis.on('ready', () => listener.interrupted());
  void redis
    .subscribe(channel(replyTo))
    .catch((error: Error) => logger.warn({ error: error.message }, 'subscribe to replies'));
  return {
    async close(): Promise<void> {
      redis.disconnect();
    },
  };
}
