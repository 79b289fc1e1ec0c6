import {
  connectRedis,
  PostgresClient,
  postgresPoolOptions,
  type RedisConnection as RedisClient,
  type RedisSettings,
} from '@roster/connections';
import {
  createIORedisClient,
  createPostgresBackend,
  type PostgresConnection,
  type QueueOptions,
  RedisConnection,
  setDefaultBackendFactory,
} from 'bullmq';
import { ONLY_SHARD, type Shard } from '../shards/shard.js';

/** Where the queue lives: on Redis when there is one, else in Postgres. */
export interface QueueSettings {
  readonly redis?: RedisSettings | undefined;
  /** Of Postgres itself, not of a pooler: BullMQ's backend needs LISTEN. */
  readonly databaseUrl: string;
}

const POSTGRES_SCHEMA = 'bullmq';

/** Errors are reported by the queues and workers that BullMQ forwards them to. */
const SILENT = { warn() {} };

/**
 * For workers and their queues. This also sets BullMQ's backend for the process, because `@nestjs/bullmq` constructs
 * queues and workers itself: call it before the Nest application is created.
 */
export function workerQueueOptions(
  { redis, databaseUrl }: QueueSettings,
  { keyPrefix }: Shard = ONLY_SHARD,
): QueueOptions {
  if (!redis) return postgresOptions(databaseUrl, 4);
  setDefaultBackendFactory();
  return { connection: redisWorkerConnection(redis), prefix: keyPrefix };
}

/** For the queue of a producer. On Redis the connection must be ready already, since BullMQ uses it at once. */
export function producerQueueOptions(
  settings: QueueSettings,
  redis: RedisClient | null,
  { keyPrefix }: Shard = ONLY_SHARD,
): QueueOptions {
  if (!redis) return postgresOptions(settings.databaseUrl, 2);
  setDefaultBackendFactory();
  return { connection: redis, prefix: keyPrefix, skipWaitingForReady: true };
}

/**
 * BullMQ makes and closes the connections of queues and workers itself, one of them for blocking reads. It calls
 * `clientFactory` for each, which exists once in a process and gets the options; so the options carry the settings.
 */
function redisWorkerConnection(settings: RedisSettings): QueueOptions['connection'] {
  RedisConnection.clientFactory = (options) => {
    const { redisSettings } = options as unknown as { redisSettings: RedisSettings };
    return createIORedisClient(connectRedis(redisSettings, 'worker', SILENT));
  };
  return { redisSettings: settings } as unknown as QueueOptions['connection'];
}

function postgresOptions(connectionString: string, max: number): QueueOptions {
  setDefaultBackendFactory(postgresBackend);
  const connection = {
    ...postgresPoolOptions(connectionString, { max, applicationName: 'roster-queue' }),
    schema: POSTGRES_SCHEMA,
    // Processes may define nothing: `migrate` of the database package has done it.
    migrate: false,
  };
  // The option is typed for the default backend; the one in use takes a pool configuration.
  return { connection: connection as unknown as QueueOptions['connection'] };
}

/**
 * BullMQ's backend on Postgres, whose connections all find the primary. Its pool takes the class of its clients as an
 * option; it makes the connection for LISTEN with the `Client` of the `pg` that it has loaded, which is replaced here.
 */
const postgresBackend: typeof createPostgresBackend = (name, options, factoryOptions) => {
  const backend = createPostgresBackend(name, options, factoryOptions);
  const { connection } = backend as unknown as { connection: PostgresConnection };
  (connection as unknown as { pgModule: object }).pgModule = { Client: PostgresClient };
  return backend;
};
