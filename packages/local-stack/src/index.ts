export { freePort } from './free-port.js';
export { pgbouncerBinary } from './pgbouncer/pgbouncer-binary.js';
export { type LocalPgBouncer, type StartPgBouncerOptions, startPgBouncer } from './pgbouncer/start-pgbouncer.js';
export { createDatabase, dropDatabase } from './postgres/databases.js';
export { type LocalPostgres, type StartPostgresOptions, startPostgres } from './postgres/start-postgres.js';
export { redisAvailable } from './redis/redis-binary.js';
export { type LocalRedis, type StartRedisOptions, startRedis } from './redis/start-redis.js';
export { describeWithPgBouncer, describeWithRedis, testDatabaseUrl } from './testing/test-environment.js';
export { startTestPostgres } from './testing/test-postgres.js';
