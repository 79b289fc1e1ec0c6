import { Controller, Inject } from '@nestjs/common';
import { EventFeed, type EventObject, type FeedPage, type FeedQuery, toEventObject } from '@roster/database';
import { ACTION_OF_TYPE, type EventType, isAuditAction, type OrganizationId } from '@roster/domain';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { events } from './events.contract.js';
import { decodeFeedCursor } from './feed-cursor.js';
import { FeedWaiters } from './feed-waiters.js';
import { AFTER_ERROR } from './query-values.js';

/** No event comes after it: who waits there waits until the time is over. */
const LAST_POSITION = String(2n ** 63n - 1n);

@Controller()
export class EventsController {
  constructor(
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(FeedWaiters) private readonly waiters: FeedWaiters,
  ) {}

  @Endpoint(events.readEvents)
  async read({ path: { organizationId }, query, raw }: RequestOf<typeof events.readEvents>) {
    const feedQuery = {
      organizationId,
      after: await this.positionOf(organizationId, query.after),
      actions: query.types?.split(',').map((type) => ACTION_OF_TYPE[type as EventType]),
      departmentId: query.department_id,
      limit: query.limit,
    };
    const hungUp = new AbortController();
    const hangUp = () => hungUp.abort();
    raw.raw.socket.once('close', hangUp);
    if (raw.raw.socket.destroyed) hangUp();
    try {
      const page = await this.untilNews(feedQuery, query.wait * 1_000, hungUp.signal);
      return await this.toPage(organizationId, page);
    } finally {
      raw.raw.socket.off('close', hangUp);
    }
  }

  /** Null: the oldest event that is kept. */
  private async positionOf(organizationId: OrganizationId, after: string | undefined) {
    if (after === undefined) return null;
    if (after === 'latest') return this.feed.readEnd();
    return decodeFeedCursor(this.feed, organizationId, after, { field: 'after', expected: AFTER_ERROR });
  }

  /** A page with an event that this version knows, unless the time is over. */
  private async untilNews(query: FeedQuery, waitMs: number, signal: AbortSignal): Promise<FeedPage> {
    const deadline = performance.now() + waitMs;
    for (let { after } = query; ; ) {
      const page = await this.feed.read({ ...query, after });
      const [first] = page.events;
      if (first === undefined ? !page.isEnd : isAuditAction(first.action)) return page;
      const left = deadline - performance.now();
      const position = first === undefined ? page.next.position : LAST_POSITION;
      if (!(await this.waiters.wait(query.organizationId, position, left, signal))) return page;
      after = page.next;
    }
  }

  private async toPage(organizationId: OrganizationId, page: FeedPage) {
    const [cursors, ids] = await Promise.all([this.feed.cursors(), this.feed.eventIds()]);
    const data: EventObject[] = [];
    for (const event of page.events) {
      const object = toEventObject(event, ids);
      if (object === null) {
        // Of a newer version. A node of that version tells it, so the reader stays before it.
        const before = { epoch: page.next.epoch, position: String(BigInt(event.position) - 1n) };
        return { data, next_cursor: cursors.encode(organizationId, before), has_more: false };
      }
      data.push(object);
    }
    return { data, next_cursor: cursors.encode(organizationId, page.next), has_more: !page.isEnd };
  }
}
