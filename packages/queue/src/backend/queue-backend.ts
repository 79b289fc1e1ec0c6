import { connectRedis } from '@roster/connections';
import {
  createIORedisClient,
  createPostgresBackend,
  type QueueOptions,
  RedisConnection,
  setDefaultBackendFactory,
} from 'bullmq';
import type { Redis } from 'ioredis';

/** Where the queue lives: on Redis when there is one, else in Postgres. */
export interface QueueSettings {
  readonly redisUrl?: string | undefined;
  readonly databaseUrl: string;
}

/** In braces, so that on a Redis cluster all keys of a queue share a slot (BullMQ, "Redis Cluster"). */
export const KEY_PREFIX = '{roster}';
/** Errors are told by the queues and workers that BullMQ forwards them to. */
const SILENT = { warn: () => undefined };
const POSTGRES_SCHEMA = 'bullmq';

/**
 * What `@nestjs/bullmq` constructs its queues and workers with. It also sets BullMQ's backend for the process, because
 * Nest constructs them itself: call it before the Nest application is created.
 */
export function workerQueueOptions(settings: QueueSettings): QueueOptions {
  if (!settings.redisUrl) return postgresOptions(settings.databaseUrl, 4);
  setDefaultBackendFactory();
  // BullMQ makes the connections of queues and workers itself, with this. It forwards their errors.
  RedisConnection.clientFactory = ({ url }) => createIORedisClient(connectRedis(url ?? '', 'worker', SILENT));
  return { connection: { url: settings.redisUrl }, prefix: KEY_PREFIX };
}

/** What a gateway's queue is constructed with. On Redis the connection must be ready already: BullMQ probes it at once. */
export function producerQueueOptions(settings: QueueSettings, redis: Redis | null): QueueOptions {
  if (!redis) return postgresOptions(settings.databaseUrl, 2);
  setDefaultBackendFactory();
  return { connection: redis, prefix: KEY_PREFIX, skipWaitingForReady: true };
}

function postgresOptions(connectionString: string, max: number): QueueOptions {
  setDefaultBackendFactory(createPostgresBackend);
  const connection = {
    connectionString,
    schema: POSTGRES_SCHEMA,
    migrate: true,
    max,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 14_000,
  };
  // The option is typed for the default backend; the one in use takes a pool configuration.
  return { connection: connection as unknown as QueueOptions['connection'] };
}
