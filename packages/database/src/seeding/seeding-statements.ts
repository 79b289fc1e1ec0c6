/**
 * Each statement creates the rows of a range of numbers and, in the same transaction, the audit of those that were new:
 * after an interruption the same statements continue. What is chosen for a number depends only on it and the tenant's tag.
 * $1 is always the organization, $2 the tag.
 */

/** A number from 0 to 2^28 - 1: always the same for this purpose and row. */
function chance(purpose: string, row: string): string {
  return `('x' || left(md5($2::text || ' ${purpose} ' || ${row}), 7))::bit(28)::int`;
}

function oneOf(list: string, purpose: string): string {
  return `(${list})[1 + ${chance(purpose, 'n')} % cardinality(${list})]`;
}

/** Two years in which people and departments came, and two in which people were added. */
const FOUNDED = `timestamptz '2021-01-01T00:00:00Z'`;
const FIRST_ADD = `timestamptz '2023-01-01T00:00:00Z'`;
const TWO_YEARS = `interval '730 days'`;

const AUDIT = `audit_events (organization_id, occurred_at, action, department_id, user_id, channel, actor_type, actor_id,
                             operation_id, trace_id, subject, "after")`;

/** Who made a change and how: integrations over REST, and a few over other channels. */
function origin(row: string): string {
  return `(ARRAY['rest', 'rest', 'rest', 'rest', 'rest', 'bulk', 'bulk', 'slack'])[1 + ${chance('channel', row)} % 8],
    'api_key', 'key_' || $2 || lpad((${chance('actor', row)} % 8)::text, 3, '0')`;
}

function trace(row: string): string {
  return `md5($2 || ' trace ' || ${row})`;
}

/** $3 name. */
export const MAKE_ORGANIZATION = `
WITH made AS (
  INSERT INTO organizations (id, name, created_at) VALUES ($1, $3, ${FOUNDED}) ON CONFLICT DO NOTHING RETURNING *
)
INSERT INTO ${AUDIT}
SELECT id, created_at, 'organization.create', NULL, NULL, 'system', 'system', 'roster-cli', NULL, ${trace('id')}, id,
       jsonb_build_object('name', name)
FROM made CROSS JOIN (SELECT $2::text) tag`;

/** $3 and $4 the first and the last number, $5 how many there will be, $6 given names, $7 and $8 parts of family names. */
export const MAKE_PEOPLE = `
WITH named AS (
  SELECT n, ${oneOf('$6::text[]', 'given')} AS given, ${oneOf('$7::text[]', 'beginning')} || ${oneOf('$8::text[]', 'end')} AS family,
         ${FOUNDED} + n * (${TWO_YEARS} / $5::int) AS since
  FROM generate_series($3::int, $4::int) n
), made AS (
  INSERT INTO organization_members (organization_id, user_id, full_name, email, role, created_at, deactivated_at)
  SELECT $1, 'usr_' || $2::text || lpad(n::text, 7, '0'), given || ' ' || family,
         translate(lower(given || '.' || family), 'éëöø', 'eeoo') || '.' || n || '@company.example',
         CASE WHEN n = 1 THEN 'owner' WHEN n <= 12 THEN 'admin' ELSE 'member' END,
         since, CASE WHEN n > 12 AND ${chance('leaving', 'n')} % 50 = 0 THEN since + interval '300 days' END
  FROM named
  ON CONFLICT DO NOTHING
  RETURNING *
)
INSERT INTO ${AUDIT}
SELECT organization_id, created_at, 'person.create', NULL, user_id, ${origin('user_id')}, NULL, ${trace('user_id')}, user_id,
       jsonb_build_object('full_name', full_name, 'email', email, 'role', role)
FROM made ORDER BY user_id`;

/** $3 numbers, $4 parents, $5 names, $6 managers, one of each per department; $7 how many there will be. */
export const MAKE_DEPARTMENTS = `
WITH made AS (
  INSERT INTO departments (id, organization_id, parent_id, name, manager_user_id, created_at, updated_at)
  SELECT 'dept_' || $2::text || lpad(n::text, 6, '0'), $1, 'dept_' || $2 || lpad(parent::text, 6, '0'), name,
         'usr_' || $2 || lpad(manager::text, 7, '0'), since, since
  FROM unnest($3::int[], $4::int[], $5::text[], $6::int[]) AS d (n, parent, name, manager)
  CROSS JOIN LATERAL (SELECT ${FOUNDED} + n * (${TWO_YEARS} / $7::int) AS since) s
  ON CONFLICT DO NOTHING
  RETURNING *
)
INSERT INTO ${AUDIT}
SELECT organization_id, created_at, 'department.create', id, NULL, ${origin('id')}, NULL, ${trace('id')}, id,
       jsonb_build_object('name', name, 'parent_id', parent_id, 'manager_user_id', manager_user_id)
FROM made ORDER BY id`;

/**
 * $3 names. Nobody knows the tokens of these keys: they are there to be listed. Some have expired or were revoked.
 */
export const MAKE_KEYS = `
WITH made AS (
  INSERT INTO api_keys (id, organization_id, name, token_hash, scopes, created_at, expires_at, revoked_at,
                        created_by_type, created_by_id)
  SELECT 'key_' || $2::text || lpad((n - 1)::text, 3, '0'), $1, name, sha256(uuid_send(gen_random_uuid())),
         '{departments:read,members:read,members:write}', ${FOUNDED} + n * interval '1 day',
         CASE n % 4 WHEN 0 THEN ${FIRST_ADD} + ${TWO_YEARS} END, CASE n % 6 WHEN 0 THEN ${FIRST_ADD} + ${TWO_YEARS} END,
         'system', 'roster-cli'
  FROM unnest($3::text[]) WITH ORDINALITY AS k (name, n)
  ON CONFLICT DO NOTHING
  RETURNING *
)
INSERT INTO ${AUDIT}
SELECT organization_id, created_at, 'key.create', NULL, NULL, 'system', 'system', 'roster-cli', NULL, ${trace('id')}, id,
       jsonb_build_object('name', name, 'scopes', scopes, 'expires_at', expires_at)
FROM made ORDER BY id`;

/**
 * $3 and $4 the first and the last number (from 0), $5 people, $6 departments, $7 all memberships, $8 whether everybody
 * is in the department of everyone (then the first numbers are that).
 *
 * Nobody is twice in a department: in each round a person goes on from the first one by a step of their own, which is
 * too short to come round to it again. The first ones lie near the top, so departments there are larger.
 */
export const MAKE_MEMBERSHIPS = `
WITH numbered AS (
  SELECT m AS n, $5::int AS people, m - CASE WHEN $8::boolean THEN $5 ELSE 0 END AS turn,
         $6::int - CASE WHEN $8 THEN 1 ELSE 0 END AS places,
         ($7::int - CASE WHEN $8 THEN $5 ELSE 0 END + $5 - 1) / $5 AS rounds
  FROM generate_series($3::int, $4::int) m
), placed AS (
  SELECT n, CASE WHEN turn < 0 THEN n ELSE turn % people END + 1 AS person,
         (floor(places * (${chance('home', '(turn % people)')} / 268435456.0) ^ 2)::int
           + turn / people * (1 + ${chance('step', '(turn % people)')} % (places / rounds))) % places + 1 AS place, turn
  FROM numbered
), made AS (
  INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
  SELECT 'dept_' || $2::text || lpad((CASE WHEN turn < 0 THEN 2 WHEN $8 AND place > 1 THEN place + 1 ELSE place END)::text, 6, '0'),
         'usr_' || $2 || lpad(person::text, 7, '0'), $1, ${FIRST_ADD} + n * (${TWO_YEARS} / $7::int),
         'api_key:key_' || $2 || lpad((${chance('actor', 'n')} % 8)::text, 3, '0')
  FROM placed
  ON CONFLICT DO NOTHING
  RETURNING *
)
INSERT INTO ${AUDIT}
SELECT organization_id, added_at, 'member.add', department_id, user_id,
       (ARRAY['rest', 'rest', 'rest', 'bulk', 'slack'])[1 + ${chance('channel', 'user_id || department_id')} % 5],
       'api_key', substr(added_by, 9), 'op_' || md5($2 || ' operation ' || user_id || department_id),
       ${trace('user_id || department_id')}, NULL, NULL
FROM made ORDER BY added_at`;

export const COUNT_ROWS = `
SELECT (SELECT count(*)::int FROM organization_members WHERE organization_id = $1) AS people,
       (SELECT count(*)::int FROM departments WHERE organization_id = $1) AS departments,
       (SELECT count(*)::int FROM department_members WHERE organization_id = $1) AS memberships,
       (SELECT count(*)::int FROM api_keys WHERE organization_id = $1) AS keys,
       (SELECT count(*)::int FROM audit_events WHERE organization_id = $1) AS audit_events`;
