export type { ConnectionLogger } from './logger.js';
export { PostgresClient, type PostgresClientConfig } from './postgres/postgres-client.js';
export { postgresPoolOptions } from './postgres/postgres-pool.js';
export { connectRedis, REDIS_OPTIONS, type RedisRole } from './redis/connect-redis.js';
