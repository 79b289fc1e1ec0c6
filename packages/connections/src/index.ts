export type { ConnectionLogger } from './logger.js';
export { connectRedis, type RedisRole } from './redis/connect-redis.js';
