import type { QueueSettings } from '../backend/queue-backend.js';
import type { QueueLogger } from '../logger.js';
import { postgresReplyPublisher, subscribePostgresReplies } from './postgres-reply-bus.js';
import { redisReplyPublisher, subscribeRedisReplies } from './redis-reply-bus.js';
import type { ReplyListener, ReplyPublisher, ReplySubscription } from './reply-bus.js';

export function openReplyPublisher({ redis, databaseUrl }: QueueSettings, logger: QueueLogger): ReplyPublisher {
  return redis ? redisReplyPublisher(redis, logger) : postgresReplyPublisher(databaseUrl, logger);
}

export function subscribeToReplies(
  { redis, databaseUrl }: QueueSettings,
  replyTo: string,
  listener: ReplyListener,
  logger: QueueLogger,
): Promise<ReplySubscription> {
  return redis
    ? subscribeRedisReplies(redis, replyTo, listener, logger)
    : subscribePostgresReplies(databaseUrl, replyTo, listener, logger);
}
