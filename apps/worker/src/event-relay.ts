import { Inject } from '@nestjs/common';
import { FeedPurge, FeedRelay } from '@roster/database';
import type { Logger } from '@roster/runtime';
import { RepeatedWork } from './repeated-work.js';
import { EVENT_RETENTION_DAYS, LOGGER } from './tokens.js';

/**
 * How often each worker looks for new events. A NOTIFY from each change would be faster, but it makes all changes commit one
 * after the other.
 */
const INTERVAL_MS = 200;

/**
 * The least time between two turns of the relay, of all workers together, in milliseconds. After a quiet time an event waits
 * for the next look only. Under load, fewer and larger turns cost the adds less.
 */
export const FEED_PAUSE_MS = 350;

const PURGE_INTERVAL_MS = 5 * 60_000;

/** Gives events their positions in the feed, and deletes old ones from it. Every worker has one; one works at a time. */
export class EventRelay extends RepeatedWork {
  protected readonly tasks = [
    {
      name: 'events got no position in the feed',
      intervalMs: INTERVAL_MS,
      run: (stopping: AbortSignal) => this.relayAll(stopping),
    },
    { name: 'the feed was not purged', intervalMs: PURGE_INTERVAL_MS, run: () => this.purgeOnce() },
  ];

  constructor(
    @Inject(FeedRelay) private readonly relay: FeedRelay,
    @Inject(FeedPurge) private readonly purge: FeedPurge,
    @Inject(EVENT_RETENTION_DAYS) private readonly retentionDays: number,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  /** Piece by piece, until nothing is left. */
  async relayAll(stopping: AbortSignal): Promise<void> {
    while ((await this.relay.run()).full && !stopping.aborted) {}
  }

  async purgeOnce(): Promise<void> {
    const events = await this.purge.run(this.retentionDays);
    if (events) this.logger.info({ events, retention_days: this.retentionDays }, 'purged old events from the feed');
  }
}
