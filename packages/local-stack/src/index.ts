export { findExecutable, pgbouncerBinary, redisAvailable } from './executables.js';
export { freePort } from './free-port.js';
export { type Rule, TcpProxy } from './network/tcp-proxy.js';
export { type LocalPgBouncer, type StartPgBouncerOptions, startPgBouncer } from './pgbouncer/start-pgbouncer.js';
export { takeBaseBackup } from './postgres/base-backup.js';
export { createDatabase, dropDatabase, runningUrlOf } from './postgres/databases.js';
export { type LocalPostgres, type StartPostgresOptions, startPostgres } from './postgres/start-postgres.js';
export { startStandby } from './postgres/start-standby.js';
export { inlineCommand } from './redis/inline-command.js';
export { type NodeCounters, nodeCounters } from './redis/node-counters.js';
export { type LocalRedis, type StartRedisOptions, startRedis } from './redis/start-redis.js';
export { type LocalRedisCluster, startRedisCluster } from './redis/start-redis-cluster.js';
export { type LocalSentinel, startSentinel } from './redis/start-sentinel.js';
export { makeTestCertificate, type TestCertificate } from './redis/test-certificate.js';
export { addCommand, bulkAdd } from './testing/commands.js';
export { createMigratedDatabase } from './testing/migrated-database.js';
export {
  describeWithPgBouncer,
  describeWithRedis,
  describeWithValkey,
  testDatabaseUrl,
} from './testing/test-environment.js';
export { startTestPostgres } from './testing/test-postgres.js';
export { startTestStandby, type TestStandby } from './testing/test-standby.js';
