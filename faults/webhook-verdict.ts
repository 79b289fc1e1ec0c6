import { setTimeout as delay } from 'node:timers/promises';
import { EventFeed, type FeedEvent } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import type { ReceivedEvent, WebhookReceiver } from '@roster/testing';
import { number, repeated } from './facts.js';
import { ORGANIZATION, type Stack } from './stack.js';
import type { Told } from './verdict.js';

/** The lease of a dead worker takes half a minute. */
const SETTLE_LIMIT_MS = 60_000;

const UNSETTLED = `
  SELECT (SELECT count(*) FROM audit_events) - (SELECT count(*) FROM feed_events)
       + (SELECT count(*) FROM webhook_endpoints e, feed_relay r WHERE e.distributed_to < r.last_position)
       + (SELECT count(*) FROM webhook_lanes) AS value`;

/** Waits until all events are told and sent, and compares the audit, the feed, and what the receiver got. */
export async function judgeWebhooks(stack: Stack, { received, accepted }: WebhookReceiver): Promise<Told> {
  for (const deadline = performance.now() + SETTLE_LIMIT_MS; performance.now() < deadline; await delay(100))
    if ((await number(stack, UNSETTLED)) === 0) break;
  const feed = new EventFeed(stack.dataSource);
  const told = await readAll(feed);
  const ids = await feed.eventIds();
  const got = new Set(accepted.map(({ id }) => id));
  return {
    missing:
      (await number(stack, 'SELECT count(*) AS value FROM audit_events')) - new Set(told.map(({ id }) => id)).size,
    doubledInFeed: repeated(told.map(({ id }) => id)),
    outOfOrder: disorder(told.map(inFeed)) + disorder(firstReceipts(received)),
    undelivered: told.filter(({ id }) => !got.has(ids.encode(id))).length,
  };
}

async function readAll(feed: EventFeed): Promise<FeedEvent[]> {
  const organizationId = organizationIdSchema.parse(ORGANIZATION);
  const all: FeedEvent[] = [];
  for (let after = null, isEnd = false; !isEnd; ) {
    const page = await feed.read({ organizationId, after, limit: 1_000 });
    all.push(...page.events);
    ({ next: after, isEnd } = page as never);
  }
  return all;
}

interface Place {
  readonly department: string;
  readonly sequence: number;
}

function inFeed({ department_id, sequence }: FeedEvent): Place {
  return { department: department_id ?? '', sequence: Number(sequence) };
}

/** What comes again may come late; what comes for the first time may not. */
function firstReceipts(received: readonly ReceivedEvent[]): Place[] {
  const seen = new Set<string>();
  return received
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .map(({ sequence, data }) => ({ department: data.department_id ?? '', sequence }));
}

/** How many do not follow directly upon the one before them in their department. */
function disorder(places: readonly Place[]): number {
  const last = new Map<string, number>();
  let wrong = 0;
  for (const { department, sequence } of places) {
    if (sequence !== (last.get(department) ?? 0) + 1) wrong += 1;
    last.set(department, sequence);
  }
  return wrong;
}
