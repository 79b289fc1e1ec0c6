import { rfc3339 } from '../sql.js';

const COMMANDS = `jsonb_to_recordset($1::jsonb) AS (
      "operationId" text, kind text, "organizationId" text, "departmentId" text, "userId" text,
      actor jsonb, channel text, "traceId" text, address text, "requestHash" text, "submittedAt" timestamptz
    )`;

/** Writes the audit events of changes made at $2. `row`: the alias of a source with the columns of a command. */
function writeAudit(row: string, action: 'member.add' | 'member.remove'): string {
  return `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                            actor_type, actor_id, operation_id, trace_id, address)
  SELECT ${row}."organizationId", $2, '${action}', ${row}."departmentId", ${row}."userId", ${row}.channel,
         ${row}.actor ->> 'type', ${row}.actor ->> 'id', ${row}."operationId", ${row}."traceId", ${row}.address`;
}

/**
 * Claims one round of membership commands and makes its adds, in one statement.
 *
 * Invariants, in the order in which the parts run:
 * - `foreseen` is the result according to the snapshot. It is stored with the claim, because a statement cannot write a
 *   row twice. If a concurrent batch made it wrong, the effect is missing and the caller corrects the result.
 * - It locks the user of every add, also of those that turn out to be duplicates or settled before. A transaction that
 *   deactivates or removes one of them holds a stronger lock: it is waited for, and what it did is seen.
 * - `claimed` decides who makes a change: the transaction that inserts the row, or settles an `accepted` one. All later
 *   parts read from it, so there is no effect without a claim. What is not claimed was settled before; the caller replays it.
 * - Claims go in by operation id and effects by key: overlapping batches wait for each other, but do not deadlock.
 * - Rows of a table are looked up in a LATERAL subquery that OFFSET or FOR keeps from becoming a join. So there is only one
 *   plan, each row by its whole key; a join with a table that is empty when it is planned would read all of it.
 * - One part looks up rows of another with IN where it cannot become a join (IS TRUE): that is hashed, while a join would
 *   be a nested loop, as hash joins are off in these transactions.
 * - In one round all commands on one membership are of one kind; the first of them (`turn` 1) gets the effect.
 * - `member.put` is an add that also succeeds when the user is `present`. Moves are not made here.
 *
 * $1: json array of commands. $2: the time of the change. Returns a row per claimed command; `unfinished` is `removal` when the
 * membership is still to be removed, and `overtaken` when a concurrent change was faster than the add.
 */
export const CLAIM_AND_ADD = `
WITH command AS (
  SELECT c.*,
         row_number() OVER (
           PARTITION BY c."departmentId", c."userId"
           ORDER BY coalesce(o.state <> 'accepted', false), c.position
         ) AS turn
  FROM ROWS FROM (${COMMANDS}) WITH ORDINALITY AS c ("operationId", kind, "organizationId", "departmentId", "userId",
         actor, channel, "traceId", address, "requestHash", "submittedAt", position)
  LEFT JOIN LATERAL (SELECT state FROM operations WHERE id = c."operationId" OFFSET 0) o ON true
),
foreseen AS MATERIALIZED (
  SELECT c.*, p.full_name, p.email, m.added_at AS present_since,
         c.kind = 'member.put' AND (m.added_at IS NOT NULL OR c.turn > 1) AS present,
         CASE
           WHEN d.id IS NULL THEN 'DEPARTMENT_NOT_FOUND'
           WHEN c.kind = 'member.remove' AND (m.added_at IS NULL OR c.turn > 1) THEN 'DEPARTMENT_MEMBER_NOT_FOUND'
           WHEN c.kind <> 'member.remove' AND p.user_id IS NULL THEN 'MEMBER_NOT_FOUND'
           WHEN c.kind <> 'member.remove' AND p.deactivated_at IS NOT NULL THEN 'MEMBER_DEACTIVATED'
           WHEN c.kind = 'member.add' AND (m.added_at IS NOT NULL OR c.turn > 1) THEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE'
         END AS rejection
  FROM command c
  LEFT JOIN LATERAL (
    SELECT id FROM departments WHERE organization_id = c."organizationId" AND id = c."departmentId" OFFSET 0
  ) d ON true
  LEFT JOIN LATERAL (
    SELECT user_id, full_name, email, deactivated_at FROM organization_members
    WHERE organization_id = c."organizationId" AND user_id = c."userId" AND c.kind <> 'member.remove'
    FOR KEY SHARE
  ) p ON true
  LEFT JOIN LATERAL (
    SELECT added_at FROM department_members WHERE department_id = c."departmentId" AND user_id = c."userId" OFFSET 0
  ) m ON true
),
claimed AS (
  INSERT INTO operations AS o (id, organization_id, kind, department_id, user_id, request_hash, state, result,
                               channel, actor_type, actor_id, trace_id, created_at, finished_at)
  SELECT f."operationId", f."organizationId", f.kind, f."departmentId", f."userId", f."requestHash", 'done',
         CASE
           WHEN f.rejection IS NOT NULL THEN jsonb_build_object(
             'status', 'rejected', 'code', f.rejection, 'details',
             CASE f.rejection
               WHEN 'DEPARTMENT_NOT_FOUND' THEN jsonb_build_object('department_id', f."departmentId")
               WHEN 'MEMBER_NOT_FOUND' THEN jsonb_build_object('user_id', f."userId")
               WHEN 'MEMBER_DEACTIVATED' THEN jsonb_build_object('user_id', f."userId")
               ELSE jsonb_build_object('user_id', f."userId", 'department_id', f."departmentId")
             END)
           WHEN f.kind <> 'member.remove' THEN jsonb_build_object(
             'status', CASE WHEN f.present THEN 'present' ELSE 'added' END, 'member', jsonb_build_object(
               'user_id', f."userId", 'full_name', f.full_name, 'email', f.email,
               'added_at', ${rfc3339('coalesce(f.present_since, $2)')}))
           ELSE jsonb_build_object('status', 'removed')
         END,
         f.channel, f.actor ->> 'type', f.actor ->> 'id', f."traceId", f."submittedAt", $2
  FROM foreseen f
  ORDER BY f."operationId"
  ON CONFLICT (id) DO UPDATE
    SET state = 'done', result = excluded.result, finished_at = excluded.finished_at, payload = NULL
    WHERE o.state = 'accepted' AND o.request_hash IS NOT DISTINCT FROM excluded.request_hash
  RETURNING o.id, o.result
),
joining AS MATERIALIZED (
  SELECT f.* FROM foreseen f
  WHERE f.kind <> 'member.remove' AND f.rejection IS NULL AND NOT f.present
    AND (f."operationId" IN (SELECT id FROM claimed)) IS TRUE
),
added AS (
  INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
  SELECT j."departmentId", j."userId", j."organizationId", $2, (j.actor ->> 'type') || ':' || (j.actor ->> 'id')
  FROM joining j
  ORDER BY j."departmentId", j."userId"
  ON CONFLICT (department_id, user_id) DO NOTHING
  RETURNING department_id, user_id
),
audited AS (
  ${writeAudit('j', 'member.add')}
  FROM joining j
  WHERE ((j."departmentId", j."userId") IN (SELECT department_id, user_id FROM added)) IS TRUE
  RETURNING audit_events.operation_id AS id
)
SELECT c.id, c.result,
       CASE c.result ->> 'status'
         WHEN 'removed' THEN 'removal'
         WHEN 'added' THEN CASE WHEN (c.id IN (SELECT id FROM audited)) IS NOT TRUE THEN 'overtaken' END
       END AS unfinished
FROM claimed c
`;

/**
 * Makes the removals of a round: those that were claimed. Memberships are locked by key, as they are added, and deleted
 * by their place (`ctid`), for which there is only one plan, too. The place is stable, as nothing updates a membership.
 *
 * $1: json array of commands. $2: the time of the change. $3: operation IDs of the claimed removals. Returns a row per
 * removal; `unfinished` is `overtaken` when a concurrent change was faster.
 */
export const REMOVE = `
WITH due AS MATERIALIZED (
  SELECT c.* FROM ${COMMANDS.replace(' AS (', ' AS c (')} WHERE c."operationId" = ANY ($3)
  ORDER BY c."departmentId", c."userId"
),
removed AS (
  DELETE FROM department_members
  WHERE ctid = ANY (ARRAY (
    SELECT m.place
    FROM due d
    CROSS JOIN LATERAL (
      SELECT ctid AS place FROM department_members
      WHERE department_id = d."departmentId" AND user_id = d."userId"
      FOR UPDATE
    ) m
  ))
  RETURNING department_id, user_id
),
audited AS (
  ${writeAudit('d', 'member.remove')}
  FROM due d
  WHERE ((d."departmentId", d."userId") IN (SELECT department_id, user_id FROM removed)) IS TRUE
  RETURNING audit_events.operation_id AS id
)
SELECT d."operationId" AS id, jsonb_build_object('status', 'removed') AS result,
       CASE WHEN (d."operationId" IN (SELECT id FROM audited)) IS NOT TRUE THEN 'overtaken' END AS unfinished
FROM due d
`;

/**
 * Corrects the results of claims that were overtaken between snapshot and effect. The concurrent change has committed, so
 * that this statement sees the member that a `put` found; if it is gone again, the result keeps the time of the claim.
 *
 * $1: operation IDs
 */
export const CORRECT_OVERTAKEN = `
UPDATE operations o
SET result = CASE
  WHEN o.kind = 'member.put' THEN jsonb_build_object(
    'status', 'present',
    'member', (o.result -> 'member') || coalesce(
      (SELECT jsonb_build_object(
         'added_at', ${rfc3339('m.added_at')})
       FROM department_members m WHERE m.department_id = o.department_id AND m.user_id = o.user_id), '{}'))
  ELSE jsonb_build_object(
    'status', 'rejected',
    'code', CASE o.kind WHEN 'member.add' THEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE' ELSE 'DEPARTMENT_MEMBER_NOT_FOUND' END,
    'details', jsonb_build_object('user_id', o.user_id, 'department_id', o.department_id))
  END
WHERE o.id = ANY ($1)
RETURNING o.id, o.result
`;
