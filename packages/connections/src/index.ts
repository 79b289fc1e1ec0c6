export type { ConnectionLogger } from './logger.js';
export { PostgresClient, type PostgresClientConfig } from './postgres/postgres-client.js';
export { postgresPoolOptions } from './postgres/postgres-pool.js';
export { readPostgresUrl, type ServerRole } from './postgres/postgres-url.js';
export { connectRedis, type RedisConnection, type RedisRole } from './redis/connect-redis.js';
export { redisAdvice } from './redis/redis-advice.js';
export { redisMismatch } from './redis/redis-mismatch.js';
export {
  MAX_QUEUE_SHARDS,
  parseRedisUrl,
  REDIS_MODES,
  type RedisMode,
  type RedisSettings,
} from './redis/redis-settings.js';
