import type { DepartmentId, OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { walkDown } from '../departments/tree-walks.js';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import type { FeedPosition } from './feed-cursors.js';
import { assertKept, type FeedState, feedState } from './feed-state.js';

/** An audit event with its place in the feed. Numbers are Postgres bigints. */
export interface FeedEvent extends AuditEvent {
  readonly position: string;
  /** Counts the events of its department from 1, or those of the organization that concern no department. */
  readonly sequence: string;
}

export interface FeedQuery {
  readonly organizationId: OrganizationId;
  /** Null: from the oldest event that is kept. */
  readonly after: FeedPosition | null;
  /** Of these actions only. */
  readonly actions?: readonly string[] | undefined;
  /** Of this department, and of those that are below it now. */
  readonly departmentId?: DepartmentId | undefined;
  readonly limit: number;
}

export interface FeedPage {
  readonly events: FeedEvent[];
  /** Where to read on: after the last event, or after those that were looked at and did not match. */
  readonly next: FeedPosition;
  /** Nothing was left to look at. */
  readonly isEnd: boolean;
}

/** The most events that a page looks at in search of some that match. */
const MOST_SCANNED = 5_000;

/**
 * The next events of an organization. A row of `feed` always comes, with the end of the feed: `head` is read in the same
 * statement as the events, so that nothing can lie between them.
 */
const READ_PAGE = `
  ${walkDown()},
  state AS MATERIALIZED (${feedState('$7')}),
  scanned AS MATERIALIZED (
    SELECT f.* FROM feed_events f
    WHERE f.organization_id = $1 AND f.position > greatest($3::bigint, (SELECT expired FROM state))
    ORDER BY f.position LIMIT $4
  ),
  found AS (
    SELECT e.*, s.position, s.sequence FROM scanned s JOIN audit_events e ON e.id = s.event_id
    WHERE ($5::text[] IS NULL OR e.action = ANY ($5))
      AND ($2::text IS NULL OR e.department_id = $2 OR e.department_id IN (SELECT id FROM below))
    ORDER BY s.position LIMIT $6
  )
  SELECT state.*, (SELECT count(*)::int FROM scanned) AS scanned, (SELECT max(position) FROM scanned) AS scanned_to, found.*
  FROM state LEFT JOIN found ON true ORDER BY found.position`;

interface PageRow extends FeedState {
  readonly scanned: number;
  readonly scanned_to: string | null;
}

type EventRow = PageRow & ({ readonly position: null } | FeedEvent);

/**
 * A page of the feed.
 *
 * @throws DomainError CURSOR_EXPIRED
 */
export async function readFeed(
  dataSource: DataSource,
  { organizationId, after, actions, departmentId, limit }: FeedQuery,
): Promise<FeedPage> {
  const isFiltered = actions !== undefined || departmentId !== undefined;
  const mostScanned = isFiltered ? MOST_SCANNED : limit;
  const rows: [EventRow, ...EventRow[]] = await dataSource.query(READ_PAGE, [
    organizationId,
    departmentId,
    after?.position ?? '0',
    mostScanned,
    actions,
    limit,
    after?.epoch,
  ]);
  const [state] = rows;
  if (after !== null) assertKept(after, state);
  const events = rows.filter((row): row is PageRow & FeedEvent => row.position !== null);
  const isEnd = state.scanned < mostScanned && events.length < limit;
  const reached = isEnd ? state.head : events.length === limit ? events.at(-1)?.position : state.scanned_to;
  return { events, next: { epoch: state.epoch, position: furthest(reached, after?.position) }, isEnd };
}

/** The end of the feed. */
export async function readFeedEnd(dataSource: DataSource): Promise<FeedPosition> {
  const [end] = await dataSource.query(
    `SELECT last_position AS position, coalesce((SELECT max(epoch) FROM feed_epochs), 1) AS epoch FROM feed_relay`,
  );
  return end;
}

/**
 * How much earlier than asked the search for a time begins, as positions follow the times only roughly: an event gets its
 * position after the COMMIT of its change, and its time before.
 */
const SEARCH_MARGIN = "interval '10 seconds'";
const SEARCHED_EVENTS = 1_000;

/** A position before the first event from this time on. Some events from shortly before come after it, too. */
export async function readPositionBefore(dataSource: DataSource, time: Date): Promise<FeedPosition> {
  const [found] = await dataSource.query(
    `SELECT coalesce(min(f.position) - 1, (SELECT last_position FROM feed_relay)) AS position,
            coalesce((SELECT max(epoch) FROM feed_epochs), 1) AS epoch
     FROM (
       SELECT position FROM feed_events WHERE occurred_at >= $1::timestamptz - ${SEARCH_MARGIN}
       ORDER BY occurred_at LIMIT ${SEARCHED_EVENTS}
     ) AS f`,
    [time],
  );
  return found;
}

/** Of each of these, whether its organization has an event after its position. */
export async function haveNews(
  dataSource: DataSource,
  waiting: readonly { readonly organizationId: OrganizationId; readonly position: string }[],
): Promise<boolean[]> {
  const rows: { news: boolean }[] = await dataSource.query(
    `SELECT EXISTS (SELECT FROM feed_events f WHERE f.organization_id = w.organization_id AND f.position > w.position) AS news
     FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS w (organization_id, position, place) ORDER BY w.place`,
    [waiting.map(({ organizationId }) => organizationId), waiting.map(({ position }) => position)],
  );
  return rows.map(({ news }) => news);
}

/** A cursor never goes back, even when a standby that is behind is asked. */
function furthest(reached: string | null | undefined, position = '0'): string {
  return reached != null && BigInt(reached) > BigInt(position) ? reached : position;
}
