export type { ConnectionLogger } from './logger.js';
export { connectRedis, REDIS_OPTIONS, type RedisRole } from './redis/connect-redis.js';
