import { postgresPoolOptions, type RedisConnection, type RedisSettings } from '@roster/connections';
import { type QueueOptions, setDefaultBackendFactory } from 'bullmq';
import { postgresBackend } from './postgres-backend.js';
import { redisWorkerConnection } from './redis-worker-connection.js';

/** Where the queue lives: on Redis when there is one, else in Postgres. */
export interface QueueSettings {
  readonly redis?: RedisSettings | undefined;
  /** Of Postgres itself, not of a pooler: its backend listens. */
  readonly databaseUrl: string;
}

/** In braces, so that on a Redis cluster all keys of a queue share a slot (BullMQ, "Redis Cluster"). */
export const KEY_PREFIX = '{roster}';
const POSTGRES_SCHEMA = 'bullmq';

/**
 * What `@nestjs/bullmq` constructs its queues and workers with. It also sets BullMQ's backend for the process, because
 * Nest constructs them itself: call it before the Nest application is created.
 */
export function workerQueueOptions(settings: QueueSettings): QueueOptions {
  if (!settings.redis) return postgresOptions(settings.databaseUrl, 4);
  setDefaultBackendFactory();
  return { connection: redisWorkerConnection(settings.redis), prefix: KEY_PREFIX };
}

/** What a gateway's queue is constructed with. On Redis the connection must be ready already: BullMQ probes it at once. */
export function producerQueueOptions(settings: QueueSettings, redis: RedisConnection | null): QueueOptions {
  if (!redis) return postgresOptions(settings.databaseUrl, 2);
  setDefaultBackendFactory();
  return { connection: redis, prefix: KEY_PREFIX, skipWaitingForReady: true };
}

function postgresOptions(connectionString: string, max: number): QueueOptions {
  setDefaultBackendFactory(postgresBackend);
  const connection = {
    ...postgresPoolOptions(connectionString, { max, applicationName: 'roster-queue' }),
    schema: POSTGRES_SCHEMA,
    migrate: true,
  };
  // The option is typed for the default backend; the one in use takes a pool configuration.
  return { connection: connection as unknown as QueueOptions['connection'] };
}
