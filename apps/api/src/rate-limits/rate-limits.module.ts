import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import type { ApiConfig } from '../config.js';
import { WRITES } from '../tokens.js';
import { postgresCounters, redisCounters } from './counter-store.js';
import { FailedSignIns } from './failed-sign-ins.js';
import { RateLimiter, type RateLimits } from './rate-limiter.js';
import { SharedCounters } from './shared-counters.js';

const COUNTERS = Symbol('SharedCounters');
const UNLIMITED: RateLimits = { perKey: 0, perOrganization: 0 };

/** Limits that all nodes share, through Redis if configured, otherwise through Postgres. */
@Global()
@Module({})
export class RateLimitsModule implements OnApplicationShutdown {
  constructor(@Inject(COUNTERS) private readonly counters: SharedCounters | null) {}

  static for(config: ApiConfig, logger: Logger): DynamicModule {
    const limits = config.rateLimits ?? UNLIMITED;
    return {
      module: RateLimitsModule,
      providers: [
        {
          provide: COUNTERS,
          inject: [WRITES],
          useFactory: (writes: DataSource) =>
            Object.values(limits).every((limit) => limit === 0) ? null : openCounters(config, writes, logger),
        },
        {
          provide: RateLimiter,
          inject: [COUNTERS],
          useFactory: (counters: SharedCounters | null) => new RateLimiter(limits, counters),
        },
        {
          provide: FailedSignIns,
          inject: [COUNTERS],
          useFactory: (counters: SharedCounters | null) => new FailedSignIns(limits.failedPerAddress ?? 0, counters),
        },
      ],
      exports: [RateLimiter, FailedSignIns],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.counters?.close();
  }
}

function openCounters({ redis }: ApiConfig, dataSource: DataSource, logger: Logger): SharedCounters {
  const store = redis === undefined ? postgresCounters(dataSource) : redisCounters(redis, logger);
  return new SharedCounters(store, (error) => logger.warn({ error: error.message }, 'rate limits are not shared'));
}
