import { connectRedis, type RedisConnection as RedisClient, type RedisSettings } from '@roster/connections';
import { createIORedisClient, type QueueOptions, RedisConnection, setDefaultBackendFactory } from 'bullmq';
import { ONLY_SHARD, type Shard } from '../shards/shard.js';
import { postgresBackend, postgresOptions } from './postgres-backend.js';

/** Where the queue lives: on Redis when there is one, else in Postgres. */
export interface QueueSettings {
  readonly redis?: RedisSettings | undefined;
  /** Of Postgres itself, not of a pooler: BullMQ's backend needs LISTEN. */
  readonly databaseUrl: string;
}

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
  if (!redis) return onPostgres(databaseUrl, 4);
  setDefaultBackendFactory();
  return { connection: redisWorkerConnection(redis), prefix: keyPrefix };
}

/** For the queue of a producer. On Redis the connection must be ready already, since BullMQ uses it at once. */
export function producerQueueOptions(
  settings: QueueSettings,
  redis: RedisClient | null,
  { keyPrefix }: Shard = ONLY_SHARD,
): QueueOptions {
  if (!redis) return onPostgres(settings.databaseUrl, 2);
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

function onPostgres(databaseUrl: string, maxConnections: number): QueueOptions {
  setDefaultBackendFactory(postgresBackend);
  return postgresOptions(databaseUrl, maxConnections);
}
