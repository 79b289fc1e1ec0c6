import { connectRedis, type RedisSettings } from '@roster/connections';
import type { Logger } from '@roster/runtime';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRedis } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';

/** Requests of one key in the current window, across all nodes. */
interface Count {
  readonly consumed: number;
  /** Milliseconds until the window ends. */
  readonly msLeft: number;
}

/** Counters that all nodes share. They expire with their window. */
export interface CounterStore {
  /** Adds to a counter and returns it. Starts a window if there is none. */
  add(key: string, count: number): Promise<Count>;
  close(): Promise<void>;
}

export const WINDOW_SECONDS = 60;

/** The library only stores the counters; `RateLimiter` checks the limits. */
const NO_LIMIT = { points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS };

export function redisCounters(settings: RedisSettings, logger: Logger): CounterStore {
  const redis = connectRedis(settings, 'producer', logger);
  // Beside a queue that is spread over a cluster, the counters are, too: each script changes one of them.
  const keyPrefix = (settings.queueShards ?? 1) > 1 ? 'roster:rate' : '{roster}:rate';
  const limiter = new RateLimiterRedis({ ...NO_LIMIT, storeClient: redis, keyPrefix });
  return toStore(limiter, async () => redis.disconnect());
}

export function postgresCounters(dataSource: DataSource): CounterStore {
  const limiter = new RateLimiterPostgres({
    ...NO_LIMIT,
    storeClient: dataSource,
    storeType: 'typeorm',
    tableName: 'rate_limits',
    // A migration creates the table. Each key keeps its one row, so there is nothing to delete.
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: 'rate',
  });
  return toStore(limiter, async () => {});
}

function toStore(limiter: RateLimiterAbstract, close: () => Promise<void>): CounterStore {
  return {
    async add(key, count) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, count);
      return { consumed: consumedPoints, msLeft: msBeforeNext };
    },
    close,
  };
}
