/**
 * Applies the items of a bulk from one position to another in one statement.
 *
 * Invariants:
 * - The caller locked the operation's row in an earlier statement: this one sees what the last holder committed, so that
 *   no item is applied twice, however many workers run the bulk.
 * - Of several items for one member the first gets the effect; the others are duplicates like any other.
 * - `foreseen` is what the snapshot says. If a concurrent add was faster, `added` lacks the member and the verdict is a
 *   duplicate: results are written after the effect and need no correction.
 * - `joining` locks the members as in `APPLY_MEMBERSHIPS`. One who is missing there was deactivated or removed meanwhile;
 *   the caller finds out which.
 * - Effects go in by key, as in `APPLY_MEMBERSHIPS`: chunks and single adds wait for each other, but do not deadlock.
 * - The planner cannot know how many items were just inserted, and no plan depends on it: tables are looked up by whole
 *   keys, effects by a hashed subplan (NOT IN), items by their place (`ctid`), which is stable while the lock is held.
 * - The counters move with the items in one transaction: they are where the next chunk begins.
 *
 * $1: operation id, $2 and $3: first and last position. Returns the operation's state and rejections
 * afterwards, and how many members were lost meanwhile.
 */
export const APPLY_CHUNK = `
WITH clock AS MATERIALIZED (
  SELECT date_trunc('milliseconds', clock_timestamp()) AS at
),
operation AS MATERIALIZED (
  SELECT o.*, EXISTS (SELECT FROM departments d WHERE d.organization_id = o.organization_id AND d.id = o.department_id)
           AS has_department
  FROM operations o WHERE o.id = $1
),
item AS MATERIALIZED (
  SELECT i.ctid AS place, i.position, i.user_id AS named, i.email, o.organization_id, o.department_id, o.has_department,
         coalesce(by_id.user_id, by_email.user_id) AS person,
         coalesce(by_id.deactivated_at, by_email.deactivated_at) AS deactivated_at
  FROM operation o
  JOIN operation_items i ON i.operation_id = o.id
  LEFT JOIN organization_members by_id ON by_id.organization_id = o.organization_id AND by_id.user_id = i.user_id
  LEFT JOIN organization_members by_email
    ON by_email.organization_id = o.organization_id AND lower(by_email.email) = lower(i.email)
  WHERE i.operation_id = $1 AND i.position BETWEEN $2 AND $3
),
foreseen AS MATERIALIZED (
  SELECT i.*,
         CASE
           WHEN NOT i.has_department THEN 'DEPARTMENT_NOT_FOUND'
           WHEN i.person IS NULL THEN 'MEMBER_NOT_FOUND'
           WHEN i.deactivated_at IS NOT NULL THEN 'MEMBER_DEACTIVATED'
           WHEN m.user_id IS NOT NULL OR row_number() OVER (PARTITION BY i.person ORDER BY i.position) > 1
             THEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE'
         END AS rejection
  FROM item i
  LEFT JOIN department_members m ON m.department_id = i.department_id AND m.user_id = i.person
),
joining AS MATERIALIZED (
  SELECT f.department_id, f.person, f.organization_id
  FROM foreseen f
  CROSS JOIN LATERAL (
    SELECT FROM organization_members p
    WHERE p.organization_id = f.organization_id AND p.user_id = f.person AND p.deactivated_at IS NULL
    FOR KEY SHARE
  ) AS member
  WHERE f.rejection IS NULL
),
lost AS MATERIALIZED (
  SELECT f.person FROM foreseen f WHERE f.rejection IS NULL AND f.person NOT IN (SELECT person FROM joining)
),
added AS (
  INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
  SELECT j.department_id, j.person, j.organization_id, clock.at, o.actor_type || ':' || o.actor_id
  FROM joining j, operation o, clock
  ORDER BY j.person
  ON CONFLICT (department_id, user_id) DO NOTHING
  RETURNING user_id
),
verdict AS MATERIALIZED (
  SELECT f.*,
         f.person IN (SELECT person FROM lost) AS lost,
         CASE
           WHEN f.person IN (SELECT person FROM lost) THEN 'MEMBER_DEACTIVATED'
           WHEN f.rejection IS NULL AND f.person NOT IN (SELECT user_id FROM added)
             THEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE'
           ELSE f.rejection
         END AS code
  FROM foreseen f
),
settled AS (
  UPDATE operation_items i
  SET state = CASE WHEN v.code IS NULL THEN 'added' ELSE 'rejected' END,
      added_at = CASE WHEN v.code IS NULL THEN clock.at END,
      user_id = coalesce(v.person, v.named),
      code = v.code,
      details = CASE v.code
        WHEN 'DEPARTMENT_NOT_FOUND' THEN jsonb_build_object('department_id', v.department_id)
        WHEN 'MEMBER_NOT_FOUND' THEN jsonb_strip_nulls(jsonb_build_object('user_id', v.named, 'email', v.email))
        WHEN 'MEMBER_DEACTIVATED' THEN jsonb_build_object('user_id', v.person)
        WHEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE' THEN
          jsonb_build_object('user_id', v.person, 'department_id', v.department_id)
      END
  FROM verdict v, clock
  WHERE i.ctid = v.place
),
audited AS (
  INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                            actor_type, actor_id, operation_id, trace_id, address)
  SELECT v.organization_id, clock.at, 'member.add', v.department_id, v.person, 'bulk',
         o.actor_type, o.actor_id, o.id, o.trace_id, o.payload ->> 'address'
  FROM verdict v, operation o, clock
  WHERE v.code IS NULL
  ORDER BY v.position
),
counted AS (
  UPDATE operations o
  SET items_added = o.items_added + n.added,
      items_rejected = o.items_rejected + n.rejected,
      attempts = 0,
      relay_at = clock.at + interval '10 seconds',
      state = CASE WHEN $3 >= o.items_total THEN 'done' ELSE o.state END,
      result = CASE WHEN $3 >= o.items_total THEN '{"status":"applied"}'::jsonb END,
      finished_at = CASE WHEN $3 >= o.items_total THEN clock.at END
  FROM (SELECT count(*) FILTER (WHERE code IS NULL) AS added, count(code) AS rejected FROM verdict) n, clock
  WHERE o.id = $1
  RETURNING o.state, o.items_rejected
)
SELECT state, items_rejected, (SELECT count(*)::int FROM verdict WHERE lost) AS lost FROM counted
`;

/**
 * Corrects the items of members whom `APPLY_CHUNK` lost to a concurrent change and who are not deactivated but removed. A
 * statement of its own: only it sees what was committed meanwhile.
 *
 * $1: operation id, $2 and $3: first and last position.
 */
export const NAME_REMOVED_PEOPLE = `
UPDATE operation_items i
SET code = 'MEMBER_NOT_FOUND'
FROM operations o
WHERE o.id = $1 AND i.operation_id = o.id AND i.position BETWEEN $2 AND $3 AND i.code = 'MEMBER_DEACTIVATED'
  AND NOT EXISTS (SELECT FROM organization_members p
                  WHERE p.organization_id = o.organization_id AND p.user_id = i.user_id)
`;
