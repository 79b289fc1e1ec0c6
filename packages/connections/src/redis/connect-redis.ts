import { Redis, type RedisOptions } from 'ioredis';
import type { ConnectionLogger } from '../logger.js';

export type RedisRole = 'producer' | 'worker';

/** A producer answers a caller who waits: it fails fast. A worker has time and keeps reconnecting. */
const REDIS_OPTIONS = {
  producer: {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
    socketTimeout: 3_000,
  },
  worker: { maxRetriesPerRequest: null, connectTimeout: 5_000, socketTimeout: 12_000 },
} satisfies Record<RedisRole, RedisOptions>;

/** A Redis connection of Roster's; it reconnects by itself within a second once Redis is back. */
export function connectRedis(url: string, role: RedisRole, logger: ConnectionLogger): Redis {
  const redis = new Redis(url, { ...REDIS_OPTIONS[role], retryStrategy: (attempt) => Math.min(attempt * 50, 1_000) });
  redis.on('error', (error) => logger.warn({ error: error.message }, 'redis connection'));
  redis.on('close', () => forgetSocketTimeout(redis));
  return redis;
}

/** ioredis (5.11) keeps the timer of a connection that closed, and destroys the next connection when it runs out. */
function forgetSocketTimeout(redis: Redis): void {
  const timed = redis as unknown as { socketTimeoutTimer: NodeJS.Timeout | undefined };
  clearTimeout(timed.socketTimeoutTimer);
  timed.socketTimeoutTimer = undefined;
}
