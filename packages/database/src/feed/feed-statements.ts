const COLUMNS = 'id, organization_id, department_id, occurred_at';

/**
 * The events without a position: `above` the last number that was looked at, and `within` the gaps. All that the relay
 * needs of them is read here: if it joined their numbers with the audit, the planner might read the audit from its start.
 * Events that other cells wrote are not among them: they have come with their positions.
 */
export function withoutPosition(limit: `$${number}`): string {
  return `above AS MATERIALIZED (
    SELECT ${COLUMNS} FROM audit_events
    WHERE id > (SELECT scanned_to FROM relay) AND id < (SELECT end_event_id FROM this_cell) ORDER BY id LIMIT ${limit}
  ),
  within AS MATERIALIZED (
    SELECT e.* FROM relay CROSS JOIN LATERAL unnest(relay.gaps) AS gap CROSS JOIN LATERAL (
      SELECT ${COLUMNS} FROM audit_events WHERE id >= lower(gap) AND id < upper(gap) ORDER BY id LIMIT ${limit}
    ) AS e
  )`;
}

/**
 * Gives positions to the next events. One statement, so that it sees one state of the database.
 *
 * - `fresh` are the committed events that have no position: those above the last number that was looked at, and those that
 *   have appeared in the gaps below it. Of all these it takes the first $1 by their number, so that an event never gets its
 *   position before another that it follows.
 * - A number that is passed over becomes a gap: its transaction is still open, or was rolled back.
 * - Events that are older than $2 days are passed over: they would be deleted at once.
 * - $3 are gaps that no transaction can fill any more: all that they will ever hold is visible to this statement. It takes
 *   the events with the lowest numbers, so a full turn closes these gaps up to the last number that it takes, and any
 *   other turn closes all of them. Numbers above are still looked into by the next turn.
 * - After a full turn the next one need not wait: see `HAS_WORK`.
 */
export const GIVE_POSITIONS = `
  WITH relay AS MATERIALIZED (
    SELECT scanned_to, gaps, last_position FROM feed_relay
  ),
  ${withoutPosition('$1')},
  fresh AS MATERIALIZED (
    SELECT * FROM (SELECT * FROM above UNION ALL SELECT * FROM within) AS found ORDER BY id LIMIT $1
  ),
  due AS MATERIALIZED (
    SELECT e.id, e.organization_id, coalesce(e.department_id, '') AS department_id, e.occurred_at,
           row_number() OVER (ORDER BY e.id) AS place,
           row_number() OVER lane AS turn, count(*) OVER (PARTITION BY e.organization_id, e.department_id) AS turns
    FROM fresh e
    WHERE e.occurred_at >= now() - make_interval(days => $2)
    WINDOW lane AS (PARTITION BY e.organization_id, e.department_id ORDER BY e.id)
  ),
  counted AS (
    INSERT INTO feed_sequences AS s (organization_id, department_id, last)
    SELECT organization_id, department_id, count(*) FROM due GROUP BY organization_id, department_id
    ON CONFLICT (organization_id, department_id) DO UPDATE SET last = s.last + excluded.last
    RETURNING organization_id, department_id, last
  ),
  positioned AS (
    INSERT INTO feed_events (organization_id, position, event_id, sequence, occurred_at)
    SELECT d.organization_id, relay.last_position + d.place, d.id, c.last - d.turns + d.turn, d.occurred_at
    FROM relay, due d JOIN counted c USING (organization_id, department_id)
    ORDER BY d.place
  ),
  turn AS MATERIALIZED (
    SELECT count(fresh.id) = $1 AS full, max(fresh.id) AS last_taken,
           greatest(relay.scanned_to, max(fresh.id)) AS scanned_to,
           coalesce(range_agg(int8range(fresh.id, fresh.id, '[]')) FILTER (WHERE fresh.id IS NOT NULL), '{}') AS taken
    FROM relay LEFT JOIN fresh ON true GROUP BY relay.scanned_to
  )
  UPDATE feed_relay r
  SET scanned_to = turn.scanned_to,
      last_position = r.last_position + (SELECT count(*) FROM due),
      turned_at = CASE WHEN turn.full THEN '-infinity' ELSE clock_timestamp() END,
      gaps = r.gaps + int8multirange(int8range(r.scanned_to + 1, turn.scanned_to + 1)) - turn.taken
        - coalesce($3::int8multirange, '{}')
          * int8multirange(int8range(NULL, CASE WHEN turn.full THEN turn.last_taken + 1 END))
  FROM turn
  RETURNING (SELECT count(*)::int FROM due) AS events, turn.full, r.gaps::text AS gaps`;

/**
 * Whether there is an event without a position, or a gap that may be filled or closed, and the last turn, of whichever
 * process, was $1 milliseconds ago. A turn that lies in the future was made by another clock, before a failover. The
 * highest number is read from the index; for an EXISTS with nothing to find the planner scans the table.
 */
export const HAS_WORK = `
  SELECT (NOT isempty(gaps) OR scanned_to < (
           SELECT max(id) FROM audit_events WHERE id < (SELECT end_event_id FROM this_cell)))
           AND (clock_timestamp() < turned_at OR clock_timestamp() >= turned_at + make_interval(secs => $1::float8 / 1000))
           AS work
  FROM feed_relay`;

/** Names the database: its cluster, its timeline and the table itself. */
export const FEED_ORIGIN = `(
  SELECT concat_ws(':', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8), 'feed_events'::regclass::oid)
  FROM pg_control_system())`;

/** The timeline on which this cluster's last epoch began; null when none has. */
export const NOTED_TIMELINE = `(
  SELECT ('x' || split_part(origin, ':', 2))::bit(32)::int
  FROM feed_epochs
  WHERE split_part(origin, ':', 1) = (SELECT system_identifier::text FROM pg_control_system())
  ORDER BY epoch DESC LIMIT 1)`;

/**
 * Begins an epoch when the database is another one than before: the cluster, its timeline or the table itself changed, by
 * a restore or a failover. Positions above those that it still has may have been given to other events before.
 */
export const NOTE_EPOCH = `
  INSERT INTO feed_epochs (epoch, origin, first_position)
  SELECT coalesce(last.epoch, 0) + 1, origin.name, relay.last_position + 1
  FROM feed_relay relay
  CROSS JOIN (SELECT ${FEED_ORIGIN}) AS origin (name)
  LEFT JOIN LATERAL (SELECT epoch, e.origin FROM feed_epochs e ORDER BY epoch DESC LIMIT 1) AS last ON true
  WHERE last.origin IS DISTINCT FROM origin.name`;
