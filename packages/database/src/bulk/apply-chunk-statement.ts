/**
 * Applies the items of a bulk from one position to another in one statement.
 *
 * Invariants:
 * - The caller locked the operation's row in an earlier statement: this one sees what the last holder committed, so that
 *   no item is applied twice, however many workers run the bulk.
 * - Of several items for one member the first gets the effect; the others are duplicates like any other.
 * - `item` locks the members as the foreign key would a moment later, so that each is looked up once. One who is being
 *   deactivated or removed is waited for: the lock shows the committed row, or none.
 * - Whether a member is present already is decided by the insert alone, not by the snapshot: results are written after it.
 * - Effects go in by key, as in `CLAIM_AND_ADD`: chunks and single adds wait for each other, but do not deadlock.
 * - The planner cannot know how many items were just inserted, and no plan depends on it: tables are looked up by whole
 *   keys, effects by a hashed subplan (NOT IN), items by their place (`ctid`), which is stable while the lock is held.
 * - Values of the operation are subselects: each is evaluated once, where a join would be made again for every item.
 * - The counters move with the items in one transaction: they are where the next chunk begins.
 *
 * $1: operation id, $2 and $3: first and last position. Returns the operation's state and rejections afterwards.
 */
export const APPLY_CHUNK = `
WITH operation AS MATERIALIZED (
  SELECT o.*, date_trunc('milliseconds', clock_timestamp()) AS at,
         EXISTS (SELECT FROM departments d WHERE d.organization_id = o.organization_id AND d.id = o.department_id)
           AS has_department
  FROM operations o WHERE o.id = $1
),
item AS MATERIALIZED (
  SELECT i.ctid AS place, i.position, i.user_id AS named, i.email,
         coalesce(by_id.user_id, by_email.user_id) AS person,
         CASE
           WHEN NOT o.has_department THEN 'DEPARTMENT_NOT_FOUND'
           WHEN coalesce(by_id.user_id, by_email.user_id) IS NULL THEN 'MEMBER_NOT_FOUND'
           WHEN coalesce(by_id.deactivated_at, by_email.deactivated_at) IS NOT NULL THEN 'MEMBER_DEACTIVATED'
         END AS rejection,
         row_number() OVER (PARTITION BY coalesce(by_id.user_id, by_email.user_id) ORDER BY i.position) AS turn
  FROM operation o
  JOIN operation_items i ON i.operation_id = o.id
  LEFT JOIN LATERAL (
    SELECT p.user_id, p.deactivated_at FROM organization_members p
    WHERE p.organization_id = o.organization_id AND p.user_id = i.user_id
    FOR KEY SHARE
  ) by_id ON true
  LEFT JOIN LATERAL (
    SELECT p.user_id, p.deactivated_at FROM organization_members p
    WHERE p.organization_id = o.organization_id AND lower(p.email) = lower(i.email)
    FOR KEY SHARE
  ) by_email ON i.email IS NOT NULL
  WHERE i.operation_id = $1 AND i.position BETWEEN $2 AND $3
),
added AS (
  INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
  SELECT (SELECT department_id FROM operation), person, (SELECT organization_id FROM operation),
         (SELECT at FROM operation), (SELECT actor_type || ':' || actor_id FROM operation)
  FROM item
  WHERE rejection IS NULL AND turn = 1
  ORDER BY person
  ON CONFLICT (department_id, user_id) DO NOTHING
  RETURNING user_id
),
verdict AS MATERIALIZED (
  SELECT place, position, named, email, person,
         CASE
           WHEN rejection IS NULL AND (turn > 1 OR person NOT IN (SELECT user_id FROM added))
             THEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE'
           ELSE rejection
         END AS code
  FROM item
),
settled AS (
  UPDATE operation_items i
  SET state = CASE WHEN v.code IS NULL THEN 'added' ELSE 'rejected' END,
      added_at = CASE WHEN v.code IS NULL THEN (SELECT at FROM operation) END,
      user_id = coalesce(v.person, v.named),
      code = v.code,
      details = CASE v.code
        WHEN 'DEPARTMENT_NOT_FOUND' THEN jsonb_build_object('department_id', (SELECT department_id FROM operation))
        WHEN 'MEMBER_NOT_FOUND' THEN jsonb_strip_nulls(jsonb_build_object('user_id', v.named, 'email', v.email))
        WHEN 'MEMBER_DEACTIVATED' THEN jsonb_build_object('user_id', v.person)
        WHEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE' THEN
          jsonb_build_object('user_id', v.person, 'department_id', (SELECT department_id FROM operation))
      END
  FROM verdict v
  WHERE i.ctid = v.place
),
audited AS (
  INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                            actor_type, actor_id, operation_id, trace_id, address)
  SELECT o.organization_id, o.at, 'member.add', o.department_id, v.person, 'bulk',
         o.actor_type, o.actor_id, o.id, o.trace_id, o.payload ->> 'address'
  FROM operation o, verdict v
  WHERE v.code IS NULL
  ORDER BY v.position
),
counted AS (
  UPDATE operations o
  SET items_added = o.items_added + n.added,
      items_rejected = o.items_rejected + n.rejected,
      attempts = 0,
      relay_at = (SELECT at FROM operation) + interval '10 seconds',
      state = CASE WHEN $3 >= o.items_total THEN 'done' ELSE o.state END,
      result = CASE WHEN $3 >= o.items_total THEN '{"status":"applied"}'::jsonb END,
      finished_at = CASE WHEN $3 >= o.items_total THEN (SELECT at FROM operation) END
  FROM (SELECT count(*) FILTER (WHERE code IS NULL) AS added, count(code) AS rejected FROM verdict) n
  WHERE o.id = $1
  RETURNING o.state, o.items_rejected
)
SELECT state, items_rejected FROM counted
`;
