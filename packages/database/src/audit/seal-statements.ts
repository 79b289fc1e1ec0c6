import { rfc3339 } from '../sql.js';

/** Every column of an event, in the order in which they are hashed. Never changed: a new column needs a new format. */
export const SEALED_COLUMNS = [
  'id',
  'organization_id',
  'occurred_at',
  'action',
  'department_id',
  'user_id',
  'channel',
  'actor_type',
  'actor_id',
  'operation_id',
  'trace_id',
  'subject',
  'before',
  'after',
  'address',
] as const;

/** A time is written out, as its form as JSON depends on the session's time zone. */
const VALUES = SEALED_COLUMNS.map((name) => (name === 'occurred_at' ? rfc3339('e.occurred_at') : `e."${name}"`));

/** An event as a JSON array of its columns. Postgres writes `jsonb` in one form only, whatever was stored. */
export const EVENT_LINE = `jsonb_build_array(${VALUES.join(', ')})::text`;

/**
 * The events whose numbers are above $1 and not above $2, of the organization $3 if it is not null, each with the SHA-256
 * of its line.
 */
const DIGESTED = `
  SELECT e.id, e.organization_id, e.occurred_at,
         sha256(convert_to(${EVENT_LINE}, 'UTF8')) AS digest
  FROM audit_events e
  WHERE e.id > $1::bigint AND e.id <= $2::bigint AND ($3::text IS NULL OR e.organization_id = $3)`;

/** Of an event the seal keeps its number (8 bytes) and the first bytes of its digest, so that one that does not fit is found. */
export const MARK_BYTES = 12;

/** What a seal says of its events, in the order of their numbers. */
const SEALED = `
  count(*)::int AS events,
  sha256(string_agg(e.digest, ''::bytea ORDER BY e.id)) AS events_hash,
  string_agg(int8send(e.id) || substr(e.digest, 1, ${MARK_BYTES - 8}), ''::bytea ORDER BY e.id) AS marks`;

/**
 * The contents of the next seal of each organization, beside its last one. $4: the moment up to which all is written.
 *
 * A window ends with its latest event, and not after $4, whatever time an event gives itself. An event is late when its
 * time is more than a minute before the end of the window before: it was written by a transaction that took long, was
 * given its time, or the clock was set back.
 */
export const NEXT_SEALS = `
  WITH e AS MATERIALIZED (${DIGESTED}),
  last AS (
    SELECT o.organization_id, s.number, s.hash, s.window_end
    FROM (SELECT DISTINCT organization_id FROM e) o LEFT JOIN LATERAL (
      SELECT number, hash, window_end FROM audit_seals
      WHERE organization_id = o.organization_id ORDER BY number DESC LIMIT 1
    ) s ON true
  )
  SELECT e.organization_id, last.number AS last_number, last.hash AS last_hash, ${SEALED},
         count(*) FILTER (WHERE e.occurred_at < last.window_end - interval '1 minute')::int AS late,
         ${rfc3339('greatest(last.window_end, least(max(e.occurred_at), $4::timestamptz(3)))')} AS window_end
  FROM e JOIN last USING (organization_id)
  GROUP BY e.organization_id, last.number, last.hash, last.window_end ORDER BY e.organization_id`;

/** What the seals of a turn should say of their events. */
export const SEALED_EVENTS = `SELECT e.organization_id, ${SEALED} FROM (${DIGESTED}) e GROUP BY e.organization_id`;

export const SEAL_COLUMNS = `organization_id, number, day::text AS day, ${rfc3339('window_end')} AS window_end, from_id, to_id, events,
  late, events_hash, marks, previous_hash, hash, key_id, signature`;
