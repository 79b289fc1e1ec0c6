import { isOpen } from '../../open-organizations.js';

/** A message is sent when nothing more has been added to it for this long, after what a person did */
const QUIET = '2 seconds';
/** and after what a program did, which goes on by itself; */
const QUIET_PROGRAM = '5 seconds';
/** or after this long in any case; */
const LONGEST = '15 seconds';
const LONGEST_PROGRAM = '2 minutes';
/** that of a bulk after this long, when the bulk has not ended before. */
const LONGEST_BULK = '10 minutes';
/** Older changes are announced together, in one message for each channel. */
const LATE = '1 hour';
/** When the day of a summary ends, in UTC. */
const SUMMARY_TIME = '9 hours';
/** People who are named in a message. */
const MOST_NAMED = 10;

/** Links `l` of connected workspaces in whose channels changes are announced. */
const ANNOUNCED_LINKS = `slack_channel_links l
  JOIN slack_installations i ON i.workspace_id = l.team_id AND i.organization_id = l.organization_id`;
const IS_ANNOUNCED = `l.announcements <> 'off' AND l.stopped_because IS NULL`;

/**
 * Organizations that have such channels are followed from the present end of the feed on. Who links a channel or connects a
 * workspace runs this in the same transaction.
 */
export const FOLLOW = `
  INSERT INTO slack_announcement_cursors (organization_id, position)
  SELECT DISTINCT l.organization_id, r.last_position FROM ${ANNOUNCED_LINKS} CROSS JOIN feed_relay r
  WHERE ${IS_ANNOUNCED}
  ON CONFLICT DO NOTHING`;

/** Others are no longer followed. Holds off FOLLOW, so that it sees what was linked before and nothing is linked meanwhile. */
export const HOLD_FOLLOWING = 'LOCK TABLE slack_announcement_cursors IN SHARE ROW EXCLUSIVE MODE';
export const UNFOLLOW = `
  DELETE FROM slack_announcement_cursors c
  WHERE NOT EXISTS (SELECT FROM ${ANNOUNCED_LINKS} WHERE l.organization_id = c.organization_id AND ${IS_ANNOUNCED})`;

/** Where the feed ends, and whether a message is due: all that is read while nothing happens. */
export const STATE = `
  SELECT last_position, EXISTS (
    SELECT FROM slack_announcements a WHERE a.due_at <= now() AND ${isOpen('a.organization_id')}) AS due
  FROM feed_relay`;

/** Followed organizations with events that were not read. */
export const WITH_NEWS = `
  SELECT c.organization_id FROM slack_announcement_cursors c
  WHERE EXISTS (SELECT FROM feed_events f WHERE f.organization_id = c.organization_id AND f.position > c.position)
    AND ${isOpen('c.organization_id')}
  ORDER BY c.organization_id`;

/**
 * Reads the next $2 events of organization $1, adds what channels are told to their messages, and moves the cursor. One
 * statement: each event is added once. Events are looked up by their ID: for a join the planner might read the audit from
 * its start.
 *
 * A bundle becomes one message: a daily summary, what is told late, a bulk, or the changes that one actor made in one way
 * shortly after each other.
 */
export const COLLECT = `
  WITH scanned AS MATERIALIZED (
    SELECT f.position, f.event_id FROM feed_events f
    WHERE f.organization_id = $1
      AND f.position > (SELECT c.position FROM slack_announcement_cursors c WHERE c.organization_id = $1)
    ORDER BY f.position LIMIT $2
  ),
  told AS MATERIALIZED (
    SELECT l.team_id, l.channel_id, l.department_id, s.position, e.user_id, e.trace_id,
           CASE e.action WHEN 'member.add' THEN 'added' ELSE 'removed' END AS change,
           coalesce(CASE e.action WHEN 'member.add' THEN e."before" ELSE e."after" END ->> 'department_id', '') AS other,
           e.actor_type, e.actor_id, e.channel,
           CASE e.channel WHEN 'bulk' THEN e.operation_id END AS operation_id,
           CASE WHEN l.announcements = 'summary' THEN 'summary'
                WHEN e.occurred_at < now() - interval '${LATE}' THEN 'late' END AS digest
    FROM scanned s
    CROSS JOIN LATERAL (SELECT * FROM audit_events WHERE id = s.event_id LIMIT 1) AS e
    JOIN slack_channel_links l ON l.organization_id = e.organization_id AND l.department_id = e.department_id
    JOIN slack_installations i ON i.workspace_id = l.team_id AND i.organization_id = l.organization_id
    WHERE e.action IN ('member.add', 'member.remove') AND ${IS_ANNOUNCED} AND e.occurred_at >= l.announced_since
  ),
  bundled AS (
    SELECT t.team_id, t.channel_id, t.department_id, t.change, t.other, t.position, t.user_id, t.trace_id, t.digest,
           coalesce(t.digest, 'bulk:' || t.operation_id, concat_ws(':', 'actor', t.actor_type, t.actor_id, t.channel)) AS bundle,
           CASE WHEN t.digest IS NULL THEN t.actor_type END AS actor_type,
           CASE WHEN t.digest IS NULL THEN t.actor_id END AS actor_id,
           CASE WHEN t.digest IS NULL THEN t.channel END AS channel,
           CASE WHEN t.digest IS NULL THEN t.operation_id END AS operation_id
    FROM told t
  ),
  added AS (
    INSERT INTO slack_announcements AS a (team_id, channel_id, bundle, change, other_department_id, organization_id,
      department_id, actor_type, actor_id, channel, operation_id, people, user_ids, first_position, trace_id, due_at)
    SELECT b.team_id, b.channel_id, b.bundle, b.change, b.other, $1, b.department_id, b.actor_type, b.actor_id, b.channel,
           b.operation_id, count(*), (array_agg(b.user_id ORDER BY b.position))[1:${MOST_NAMED}], min(b.position),
           (array_agg(b.trace_id ORDER BY b.position))[1],
           CASE WHEN b.digest = 'summary'
             THEN (date_trunc('day', now() AT TIME ZONE 'UTC' - interval '${SUMMARY_TIME}') + interval '1 day ${SUMMARY_TIME}')
               AT TIME ZONE 'UTC'
             WHEN b.actor_type = 'user' THEN clock_timestamp() + interval '${QUIET}'
             ELSE clock_timestamp() + interval '${QUIET_PROGRAM}' END
    FROM bundled b
    GROUP BY b.team_id, b.channel_id, b.department_id, b.change, b.other, b.digest, b.bundle, b.actor_type, b.actor_id,
             b.channel, b.operation_id
    ORDER BY b.team_id, b.channel_id, b.bundle, b.change, b.other
    ON CONFLICT (team_id, channel_id, bundle, change, other_department_id) DO UPDATE SET
      people = a.people + excluded.people,
      user_ids = (a.user_ids || excluded.user_ids)[1:${MOST_NAMED}],
      due_at = CASE WHEN a.bundle = 'summary' THEN a.due_at
        ELSE least(excluded.due_at, a.begun_at + CASE WHEN a.operation_id IS NOT NULL THEN interval '${LONGEST_BULK}'
                                                      WHEN a.actor_type = 'user' THEN interval '${LONGEST}'
                                                      ELSE interval '${LONGEST_PROGRAM}' END) END
  ),
  moved AS (
    UPDATE slack_announcement_cursors SET position = (SELECT max(position) FROM scanned)
    WHERE organization_id = $1 AND EXISTS (SELECT FROM scanned)
  )
  SELECT count(*)::int AS events FROM scanned`;

/**
 * The $1 bundles that are due the longest. A bulk is waited for until it has ended, and its last events have had the time to
 * be read.
 */
export const DUE = `
  SELECT a.team_id, a.channel_id, a.bundle FROM slack_announcements a
  WHERE a.due_at <= now() AND ${isOpen('a.organization_id')}
    AND (a.operation_id IS NULL OR a.begun_at < now() - interval '${LONGEST_BULK}' OR NOT EXISTS (
      SELECT FROM operations o WHERE o.id = a.operation_id
        AND (o.finished_at IS NULL OR o.finished_at > now() - interval '${QUIET}')))
  GROUP BY a.team_id, a.channel_id, a.bundle
  ORDER BY min(a.due_at) LIMIT $1`;

/** Takes a bundle. */
export const TAKE = `
  DELETE FROM slack_announcements WHERE team_id = $1 AND channel_id = $2 AND bundle = $3 RETURNING *`;

/** A bundle of which no message could be made is tried again a minute later, after the others. */
export const POSTPONE = `
  UPDATE slack_announcements SET due_at = now() + interval '1 minute' WHERE team_id = $1 AND channel_id = $2 AND bundle = $3`;
