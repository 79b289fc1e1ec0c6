export { freePort } from './free-port.js';
export { takeBaseBackup } from './postgres/base-backup.js';
export { createDatabase, dropDatabase } from './postgres/databases.js';
export { type LocalPostgres, type StartPostgresOptions, startPostgres } from './postgres/start-postgres.js';
export { redisAvailable } from './redis/redis-binary.js';
export { type LocalRedis, type StartRedisOptions, startRedis } from './redis/start-redis.js';
export { describeWithRedis, testDatabaseUrl } from './testing/test-environment.js';
export { startTestPostgres } from './testing/test-postgres.js';
export { startTestStandby, type TestStandby } from './testing/test-standby.js';
