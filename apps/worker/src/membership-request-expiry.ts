import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { expireMembershipRequests } from '@roster/database';
import { IntervalLoop, type Logger, newTraceContext } from '@roster/runtime';
import { DataSource } from 'typeorm';
import { LOGGER } from './tokens.js';

const INTERVAL_MS = 60_000;

/** Marks membership requests that nobody decided in time, so that the one who asked is told. Every worker does so. */
export class MembershipRequestExpiry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: IntervalLoop | undefined;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const name = 'membership requests were not marked as expired';
    this.loop = new IntervalLoop({ name, logger: this.logger, intervalMs: INTERVAL_MS, run: () => this.expire() });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  private async expire(): Promise<void> {
    const { traceId } = newTraceContext();
    const expired = await expireMembershipRequests(this.dataSource, traceId);
    if (expired > 0) this.logger.info({ expired, trace_id: traceId }, 'membership requests expired');
  }
}
