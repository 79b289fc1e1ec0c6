export { freePort } from './free-port.js';
export { type Rule, TcpProxy } from './network/tcp-proxy.js';
export { createDatabase, dropDatabase } from './postgres/databases.js';
export { type LocalPostgres, type StartPostgresOptions, startPostgres } from './postgres/start-postgres.js';
export { redisAvailable } from './redis/redis-binary.js';
export { type LocalRedis, type StartRedisOptions, startRedis } from './redis/start-redis.js';
export { describeWithRedis, testDatabaseUrl } from './testing/test-environment.js';
export { startTestPostgres } from './testing/test-postgres.js';
