import { Redis, type RedisOptions } from 'ioredis';
import type { ConnectionLogger } from '../logger.js';

export type RedisRole = 'producer' | 'worker';

/** A producer answers a caller who waits: it fails fast. A worker has time and keeps reconnecting. */
export const REDIS_OPTIONS = {
  producer: { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 2_000, connectTimeout: 2_000 },
  worker: { maxRetriesPerRequest: null, connectTimeout: 5_000 },
} satisfies Record<RedisRole, RedisOptions>;

/** A Redis connection of Roster's; it reconnects by itself within a second once Redis is back. */
export function connectRedis(url: string, role: RedisRole, logger: ConnectionLogger): Redis {
  const redis = new Redis(url, { ...REDIS_OPTIONS[role], retryStrategy: (attempt) => Math.min(attempt * 50, 1_000) });
  redis.on('error', (error) => logger.warn({ error: error.message }, 'redis connection'));
  return redis;
}
