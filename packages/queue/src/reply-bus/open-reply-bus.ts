import type { QueueSettings } from '../backend/queue-backend.js';
import type { QueueLogger } from '../logger.js';
import { postgresReplyPublisher } from './postgres-reply-bus.js';
import { redisReplyPublisher } from './redis-reply-bus.js';
import type { ReplyPublisher } from './reply-bus.js';

export function openReplyPublisher(settings: QueueSettings, logger: QueueLogger): ReplyPublisher {
  return settings.redis
    ? redisReplyPublisher(settings.redis, logger)
    : postgresReplyPublisher(settings.databaseUrl, logger);
}
