import { createPostgresBackend, type QueueOptions, setDefaultBackendFactory } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { QueueLogger } from '../logger.js';

/** Where the queue lives: on Redis when there is one, else in Postgres. */
export interface QueueSettings {
  readonly redisUrl?: string | undefined;
  readonly databaseUrl: string;
}

/** In braces, so that on a Redis cluster all keys of a queue share a slot (BullMQ, "Redis Cluster"). */
export const KEY_PREFIX = '{roster}';
const POSTGRES_SCHEMA = 'bullmq';

type QueueRole = 'producer' | 'worker';

/** A producer answers a caller who waits: it fails fast. A worker has time and reconnects for ever. */
const REDIS_OPTIONS = {
  producer: { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 2_000, connectTimeout: 2_000 },
  worker: { maxRetriesPerRequest: null, connectTimeout: 5_000 },
} satisfies Record<QueueRole, RedisOptions>;

/** A Redis connection of Roster's; it reconnects by itself within a second once Redis is back. */
export function connectRedis(url: string, role: QueueRole, logger: QueueLogger): Redis {
  const redis = new Redis(url, { ...REDIS_OPTIONS[role], retryStrategy: (attempt) => Math.min(attempt * 50, 1_000) });
  redis.on('error', (error) => logger.warn({ error: error.message }, 'redis connection'));
  return redis;
}

/**
 * What `@nestjs/bullmq` constructs its queues and workers with. It also sets BullMQ's backend for the process, because
 * Nest constructs them itself: call it before the Nest application is created.
 */
export function workerQueueOptions(settings: QueueSettings): QueueOptions {
  if (!settings.redisUrl) return postgresOptions(settings.databaseUrl, 4);
  setDefaultBackendFactory();
  return { connection: { url: settings.redisUrl, ...REDIS_OPTIONS.worker }, prefix: KEY_PREFIX };
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
  };
  // The option is typed for the default backend; the one in use takes a pool configuration.
  return { connection: connection as unknown as QueueOptions['connection'] };
}
