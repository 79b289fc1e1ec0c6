import { Inject } from '@nestjs/common';
import { expireMembershipRequests } from '@roster/database';
import { type Logger, newTraceContext } from '@roster/runtime';
import { DataSource } from 'typeorm';
import { RepeatedWork } from './repeated-work.js';
import { LOGGER } from './tokens.js';

const INTERVAL_MS = 60_000;

/** Marks membership requests that nobody decided in time, so that the requester is notified. Every worker does so. */
export class MembershipRequestExpiry extends RepeatedWork {
  protected readonly tasks = [
    { name: 'membership requests were not marked as expired', intervalMs: INTERVAL_MS, run: () => this.expire() },
  ];

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  private async expire(): Promise<void> {
    const { traceId } = newTraceContext();
    const expired = await expireMembershipRequests(this.dataSource, traceId);
    if (expired > 0) this.logger.info({ expired, trace_id: traceId }, 'membership requests expired');
  }
}
