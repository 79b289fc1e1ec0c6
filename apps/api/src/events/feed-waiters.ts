import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { EventFeed } from '@roster/database';
import type { OrganizationId } from '@roster/domain';
import { IntervalLoop, type Logger } from '@roster/runtime';
import { LOGGER } from '../tokens.js';

/** How many requests of this node wait for events at the same time. */
const MOST_WAITERS = 1_000;

/** How many of them may be of one organization. */
const MOST_OF_ONE_ORGANIZATION = 100;

/** One statement asks for all that wait. */
const POLL_INTERVAL_MS = 200;

/** How long callers may wait during shutdown, in milliseconds. */
const SHUTDOWN_WAIT_MS = 1_000;

interface Waiter {
  readonly organizationId: OrganizationId;
  readonly position: string;
  readonly wake: () => void;
}

/** The requests that wait for the next event of their organization. */
@Injectable()
export class FeedWaiters implements BeforeApplicationShutdown {
  private readonly waiters = new Set<Waiter>();
  private loop: IntervalLoop | undefined;
  private closing = false;

  constructor(
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Resolves when the organization has an event after this position: then true. False when the time is over, the caller
   * hangs up, the API stops, or too many wait already.
   */
  async wait(organizationId: OrganizationId, position: string, ms: number, signal: AbortSignal): Promise<boolean> {
    if (this.closing || signal.aborted || ms <= 0 || !this.hasRoomFor(organizationId)) return false;
    return new Promise((resolve) => {
      const end = (hasNews: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        this.waiters.delete(waiter);
        resolve(hasNews);
      };
      const giveUp = () => end(false);
      const waiter = { organizationId, position, wake: () => end(!this.closing) };
      const timer = setTimeout(giveUp, ms);
      signal.addEventListener('abort', giveUp);
      this.waiters.add(waiter);
      this.loop ??= new IntervalLoop({
        name: 'waiting requests were not told of events',
        logger: this.logger,
        intervalMs: POLL_INTERVAL_MS,
        run: () => this.wakeThoseWithNews(),
      });
    });
  }

  /** Delayed, because an answer sent before the server begins to close would leave its connection open. */
  beforeApplicationShutdown(): void {
    setTimeout(() => {
      this.closing = true;
      for (const { wake } of [...this.waiters]) wake();
      void this.loop?.stop();
    }, SHUTDOWN_WAIT_MS).unref();
  }

  private hasRoomFor(organizationId: OrganizationId): boolean {
    if (this.waiters.size >= MOST_WAITERS) return false;
    const own = [...this.waiters].filter((waiter) => waiter.organizationId === organizationId);
    return own.length < MOST_OF_ONE_ORGANIZATION;
  }

  private async wakeThoseWithNews(): Promise<void> {
    if (this.waiters.size === 0) return;
    const waiting = [...this.waiters];
    const hasNews = await this.feed.haveNews(waiting);
    for (const [index, { wake }] of waiting.entries()) if (hasNews[index]) wake();
  }
}
