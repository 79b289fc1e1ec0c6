import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** The function that applies a batch of commands. Processes of the previous version do without it. */
export class ApplyMemberships1763902100000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(APPLY_MEMBERSHIPS_V1);
  }
}

const APPLY_MEMBERSHIPS_V1 = `
CREATE FUNCTION apply_memberships_v1(commands jsonb) RETURNS TABLE (operation_id text, outcome jsonb)
LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $function$
DECLARE
  claim record;
  overtaken text[] := '{}';
  personless text[] := '{}';
BEGIN
  FOR claim IN 
WITH clock AS MATERIALIZED (
  SELECT date_trunc('milliseconds', clock_timestamp()) AS at
),
command AS MATERIALIZED (
  SELECT c.*,
         row_number() OVER (
           PARTITION BY c."departmentId", c."userId"
           ORDER BY coalesce(o.state <> 'accepted', false), c.position
         ) AS turn
  FROM ROWS FROM (jsonb_to_recordset(commands::jsonb) AS (
         "operationId" text, kind text, "organizationId" text, "departmentId" text, "userId" text,
         actor jsonb, channel text, "traceId" text, address text, "requestHash" text, "submittedAt" timestamptz
       )) WITH ORDINALITY AS c ("operationId", kind, "organizationId", "departmentId", "userId",
         actor, channel, "traceId", address, "requestHash", "submittedAt", position)
  LEFT JOIN operations o ON o.id = c."operationId"
),
foreseen AS MATERIALIZED (
  SELECT c.*, p.full_name, p.email, m.added_at AS present_since,
         c.kind = 'member.put' AND (m.user_id IS NOT NULL OR c.turn > 1) AS present,
         CASE
           WHEN d.id IS NULL THEN 'DEPARTMENT_NOT_FOUND'
           WHEN c.kind = 'member.remove' AND (m.user_id IS NULL OR c.turn > 1) THEN 'DEPARTMENT_MEMBER_NOT_FOUND'
           WHEN c.kind IN ('member.add', 'member.put') AND p.user_id IS NULL THEN 'MEMBER_NOT_FOUND'
           WHEN c.kind IN ('member.add', 'member.put') AND p.deactivated_at IS NOT NULL THEN 'MEMBER_DEACTIVATED'
           WHEN c.kind = 'member.add' AND (m.user_id IS NOT NULL OR c.turn > 1) THEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE'
         END AS rejection
  FROM command c
  LEFT JOIN departments d ON d.organization_id = c."organizationId" AND d.id = c."departmentId"
  LEFT JOIN organization_members p ON p.organization_id = c."organizationId" AND p.user_id = c."userId"
  LEFT JOIN department_members m ON m.department_id = c."departmentId" AND m.user_id = c."userId"
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
           WHEN f.kind IN ('member.add', 'member.put') THEN jsonb_build_object(
             'status', CASE WHEN f.present THEN 'present' ELSE 'added' END, 'member', jsonb_build_object(
               'user_id', f."userId", 'full_name', f.full_name, 'email', f.email,
               'added_at', to_char(coalesce(f.present_since, clock.at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
           ELSE jsonb_build_object('status', 'removed')
         END,
         f.channel, f.actor ->> 'type', f.actor ->> 'id', f."traceId", f."submittedAt", clock.at
  FROM foreseen f, clock
  ORDER BY f."operationId"
  ON CONFLICT (id) DO UPDATE
    SET state = 'done', result = excluded.result, finished_at = excluded.finished_at, payload = NULL
    WHERE o.state = 'accepted' AND o.request_hash IS NOT DISTINCT FROM excluded.request_hash
  RETURNING o.id, o.result
),
due AS MATERIALIZED (
  SELECT f.* FROM foreseen f
  WHERE f.rejection IS NULL AND NOT f.present AND (f."operationId" IN (SELECT id FROM claimed)) IS TRUE
),
joining AS MATERIALIZED (
  SELECT d.*
  FROM due d
  CROSS JOIN LATERAL (
    SELECT FROM organization_members p
    WHERE p.organization_id = d."organizationId" AND p.user_id = d."userId" AND p.deactivated_at IS NULL
    FOR KEY SHARE
  ) AS person
  WHERE d.kind IN ('member.add', 'member.put')
),
lost AS MATERIALIZED (
  SELECT d."departmentId", d."userId" FROM due d
  WHERE d.kind IN ('member.add', 'member.put')
    AND (d."operationId" IN (SELECT "operationId" FROM joining)) IS NOT TRUE
),
personless AS MATERIALIZED (
  SELECT f."operationId" FROM foreseen f
  WHERE f.kind IN ('member.add', 'member.put')
    AND ((f."departmentId", f."userId") IN (SELECT "departmentId", "userId" FROM lost)) IS TRUE
),
added AS (
  INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
  SELECT j."departmentId", j."userId", j."organizationId", clock.at, (j.actor ->> 'type') || ':' || (j.actor ->> 'id')
  FROM joining j, clock
  ORDER BY j."departmentId", j."userId"
  ON CONFLICT (department_id, user_id) DO NOTHING
  RETURNING department_id, user_id
),
leaving AS MATERIALIZED (
  SELECT m.department_id, m.user_id
  FROM due d JOIN department_members m ON m.department_id = d."departmentId" AND m.user_id = d."userId"
  WHERE d.kind = 'member.remove'
  ORDER BY m.department_id, m.user_id
  FOR UPDATE OF m
),
removed AS (
  DELETE FROM department_members m USING leaving l
  WHERE m.department_id = l.department_id AND m.user_id = l.user_id
  RETURNING m.department_id, m.user_id
),
effect AS MATERIALIZED (
  SELECT d.* FROM due d
  WHERE CASE d.kind
    WHEN 'member.remove' THEN (d."departmentId", d."userId") IN (SELECT department_id, user_id FROM removed)
    ELSE (d."departmentId", d."userId") IN (SELECT department_id, user_id FROM added)
  END
),
audited AS (
  INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                            actor_type, actor_id, operation_id, trace_id, address)
  SELECT e."organizationId", clock.at, replace(e.kind, 'member.put', 'member.add'), e."departmentId", e."userId", e.channel,
         e.actor ->> 'type', e.actor ->> 'id', e."operationId", e."traceId", e.address
  FROM effect e, clock
)
SELECT c.id, c.result,
       CASE
         WHEN c.id IN (SELECT "operationId" FROM personless) THEN 'person'
         WHEN c.result ->> 'status' NOT IN ('rejected', 'present')
           AND NOT EXISTS (SELECT FROM effect e WHERE e."operationId" = c.id) THEN 'membership'
       END AS overtaken
FROM claimed c
 LOOP
    IF claim.overtaken IS NULL THEN
      operation_id := claim.id;
      outcome := claim.result;
      RETURN NEXT;
    ELSE
      overtaken := overtaken || claim.id;
      IF claim.overtaken = 'person' THEN personless := personless || claim.id; END IF;
    END IF;
  END LOOP;
  IF overtaken <> '{}' THEN
    RETURN QUERY 
UPDATE operations o
SET result = CASE
  WHEN o.id = ANY (personless) THEN jsonb_build_object(
    'status', 'rejected',
    'code', CASE
      WHEN EXISTS (SELECT FROM organization_members p
                   WHERE p.organization_id = o.organization_id AND p.user_id = o.user_id)
      THEN 'MEMBER_DEACTIVATED' ELSE 'MEMBER_NOT_FOUND' END,
    'details', jsonb_build_object('user_id', o.user_id))
  WHEN o.kind = 'member.put' THEN jsonb_build_object(
    'status', 'present',
    'member', (o.result -> 'member') || coalesce(
      (SELECT jsonb_build_object(
         'added_at', to_char(m.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
       FROM department_members m WHERE m.department_id = o.department_id AND m.user_id = o.user_id), '{}'))
  ELSE jsonb_build_object(
    'status', 'rejected',
    'code', CASE o.kind WHEN 'member.add' THEN 'DEPARTMENT_MEMBERSHIP_DUPLICATE' ELSE 'DEPARTMENT_MEMBER_NOT_FOUND' END,
    'details', jsonb_build_object('user_id', o.user_id, 'department_id', o.department_id))
  END
WHERE o.id = ANY (overtaken)
RETURNING o.id, o.result
;
  END IF;
END
$function$
`;
