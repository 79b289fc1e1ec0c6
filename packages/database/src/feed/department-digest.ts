import { type DepartmentId, DomainError, type OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { departmentNotFound } from '../departments/department-row.js';
import { walkTransaction } from '../transactions/planned-transaction.js';
import type { FeedPosition } from './feed-cursors.js';
import { assertKept, type FeedState, feedState } from './feed-state.js';
import { withoutPosition } from './feed-statements.js';

export interface DigestQuery {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  /** The position in the feed to compute it for; null: the end of the feed. */
  readonly at: FeedPosition | null;
}

/** The members that a department has for a reader of the feed who has read up to `at`. */
export interface DepartmentDigest {
  readonly at: FeedPosition;
  readonly members: number;
  /** SHA-256 in hexadecimal of the IDs of the members, in the order of their bytes, each followed by a line feed. */
  readonly digest: string;
}

/** The most events after the position that are undone. Looking at as many takes about a second. */
const MOST_UNDONE = 100_000;

/**
 * The members at a position of the feed. They are worked out backwards from those that the department has now: the first
 * event that a user has after the position tells what the user was at it. Memberships, their audit events and the positions
 * of these are read in one statement, so they are of one moment, and the result is exact:
 *
 * - `positioned` are the events after the position, `above` and `within` those that have none yet, as the relay finds them.
 * - A user's events in a department have the order of their numbers, in the feed as well (see `FeedRelay`).
 */
const READ_DIGEST = `
  WITH state AS MATERIALIZED (${feedState('$4')}),
  relay AS MATERIALIZED (SELECT scanned_to, gaps FROM feed_relay),
  department AS MATERIALIZED (SELECT id FROM departments WHERE organization_id = $1 AND id = $2),
  positioned AS MATERIALIZED (
    SELECT f.event_id AS id FROM feed_events f
    WHERE f.organization_id = $1 AND f.position > coalesce($3::bigint, (SELECT head FROM state))
    ORDER BY f.position LIMIT $5
  ),
  ${withoutPosition('$5')},
  undone AS MATERIALIZED (
    SELECT DISTINCT ON (e.user_id) e.user_id, e.action
    FROM (SELECT id FROM positioned UNION ALL SELECT id FROM above UNION ALL SELECT id FROM within) AS later
    JOIN audit_events e ON e.id = later.id
    WHERE e.organization_id = $1 AND e.department_id = $2 AND e.action IN ('member.add', 'member.remove')
    ORDER BY e.user_id, e.id
  ),
  members AS (
    SELECT m.user_id FROM department_members m
    WHERE m.organization_id = $1 AND m.department_id = $2
      AND NOT EXISTS (SELECT FROM undone u WHERE u.user_id = m.user_id)
    UNION ALL
    SELECT user_id FROM undone WHERE action = 'member.remove'
  )
  SELECT state.*, EXISTS (SELECT FROM department) AS is_known,
         (SELECT count(*)::int FROM positioned) AS positioned,
         (SELECT count(*)::int FROM above) + (SELECT count(*)::int FROM within) AS unpositioned,
         hashed.*
  FROM state CROSS JOIN (
    SELECT count(*)::int AS members,
           encode(sha256(convert_to(coalesce(string_agg(user_id || E'\\n', '' ORDER BY user_id COLLATE "C"), ''), 'UTF8')), 'hex')
             AS digest
    FROM members
  ) AS hashed`;

interface DigestRow extends FeedState {
  readonly is_known: boolean;
  readonly positioned: number;
  readonly unpositioned: number;
  readonly members: number;
  readonly digest: string;
}

/**
 * The digest of a department's members. Takes no locks that a change waits for. Null when more than `mostUndone` events of
 * the organization follow the position.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND; CURSOR_EXPIRED; SERVICE_UNAVAILABLE while the relay is that far behind
 */
export async function readDepartmentDigest(
  dataSource: DataSource,
  { organizationId, departmentId, at }: DigestQuery,
  mostUndone = MOST_UNDONE,
): Promise<DepartmentDigest | null> {
  const values = [organizationId, departmentId, at?.position, at?.epoch, mostUndone + 1];
  const [row]: [DigestRow] = await walkTransaction(dataSource, (tx) => tx.query(READ_DIGEST, values));
  if (!row.is_known) throw departmentNotFound(departmentId);
  if (at !== null) assertReached(at, row);
  if (row.unpositioned > mostUndone) {
    const cause = new Error(`More than ${mostUndone} audit events have no position in the feed yet`);
    throw new DomainError('SERVICE_UNAVAILABLE', {}, { cause });
  }
  if (row.positioned > mostUndone) return null;
  return { at: at ?? { epoch: row.epoch, position: row.head }, members: row.members, digest: row.digest };
}

/** A position above the end was given before a restore that the relay has not noted yet. */
function assertReached(at: FeedPosition, state: FeedState): void {
  assertKept(at, state);
  if (BigInt(at.position) > BigInt(state.head)) throw new DomainError('CURSOR_EXPIRED', { reason: 'restore' });
}
