import type { DepartmentId, OrganizationId } from '@roster/domain';

export type MemberSort = 'added_at' | 'full_name';

/** Where a page ended, in the order in which it was sorted. */
export interface MemberPosition {
  readonly sort: MemberSort;
  /** The moment of the add, RFC 3339, or the name as it is compared. */
  readonly key: string;
  readonly userId: string;
}

export interface MemberListQuery {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  readonly limit: number;
  readonly sort?: MemberSort | undefined;
  /** Words that each occur in the name or the e-mail address. */
  readonly search?: string | undefined;
  /** Also the members of all departments below: everybody once, with the first add. */
  readonly includeDescendants?: boolean | undefined;
  readonly after?: MemberPosition | undefined;
}

const DIRECT = `
  SELECT user_id, added_at FROM department_members WHERE organization_id = $1 AND department_id = $2`;

/**
 * Each department is looked up by its key: `OFFSET 0` keeps the planner, who may not hash (see `PLANNER`), from comparing
 * every member with every department instead. `UNION` and not `UNION ALL`: it would end even on a circle.
 */
const SUBTREE = `
  WITH RECURSIVE subtree AS (
    SELECT id FROM departments WHERE organization_id = $1 AND id = $2
    UNION
    SELECT d.id FROM subtree s CROSS JOIN LATERAL (
      SELECT id FROM departments WHERE organization_id = $1 AND parent_id = s.id OFFSET 0
    ) d
  )`;

const BELOW = `${SUBTREE}
  SELECT m.user_id, min(m.added_at) AS added_at
  FROM subtree s CROSS JOIN LATERAL (
    SELECT user_id, added_at FROM department_members WHERE organization_id = $1 AND department_id = s.id OFFSET 0
  ) m
  GROUP BY m.user_id`;

/** A search begins with the people who are found; `IS TRUE` makes of the subtree a table to look them up in. */
function foundBelow(searched: readonly string[]): string {
  return `${SUBTREE}
  SELECT p.user_id, min(m.added_at) AS added_at
  FROM organization_members p CROSS JOIN LATERAL (
    SELECT department_id, added_at FROM department_members
    WHERE organization_id = $1 AND user_id = p.user_id OFFSET 0
  ) m
  WHERE p.organization_id = $1 AND ${searched.join(' AND ')} AND (m.department_id IN (SELECT id FROM subtree)) IS TRUE
  GROUP BY p.user_id`;
}

/** Unicode's rules for letters and their order, whatever the locale of the database. */
export const UNICODE = '"und-x-icu"';

/** The expression of `organization_members_search_idx`, to the letter. */
export const SEARCHED = `lower((p.full_name || ' ' || p.email) COLLATE ${UNICODE})`;

const NAME_KEY = `lower(p.full_name COLLATE ${UNICODE})`;

/** What a page is sorted by, and how a position of it is written as a text and read back. */
const SORTS = {
  added_at: {
    key: 'm.added_at',
    text: `to_char(m.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    type: 'timestamptz',
  },
  full_name: { key: NAME_KEY, text: NAME_KEY, type: 'text' },
} as const satisfies Record<MemberSort, object>;

const MAX_WORDS = 8;

/** A page of members by key, never by offset: it costs the same at the end of a large department as at its start. */
export function memberListStatement(query: MemberListQuery): { text: string; values: unknown[] } {
  const sort = query.sort ?? 'added_at';
  const { key, text, type } = SORTS[sort];
  const values: unknown[] = [query.organizationId, query.departmentId, query.limit + 1];
  const searched = wordsOf(query.search ?? '').map((word) => {
    values.push(`%${word.replace(/[\\%_]/g, '\\$&')}%`);
    return `${SEARCHED} LIKE lower($${values.length}::text COLLATE ${UNICODE})`;
  });
  let position = 'true';
  if (query.after) {
    values.push(query.after.key, query.after.userId);
    position = `(${key}, m.user_id) > ($${values.length - 1}::${type}, $${values.length}::text)`;
  }
  const below = searched.length > 0 ? foundBelow(searched) : BELOW;
  const memberships = query.includeDescendants ? below : DIRECT;
  const order = `ORDER BY ${key}, m.user_id LIMIT $3`;
  // Where the person does not matter, only those of the page are looked up.
  const personMatters = searched.length > 0 || sort === 'full_name';
  const source = personMatters ? memberships : `SELECT * FROM (${memberships}) m WHERE ${position} ${order}`;
  return {
    text: `
      SELECT m.user_id, p.full_name, p.email, ${SORTS.added_at.text} AS added_at, ${text} AS sort_key
      FROM (${source}) m
      JOIN organization_members p ON p.organization_id = $1 AND p.user_id = m.user_id
      WHERE ${[position, ...searched].join(' AND ')}
      ${order}`,
    values,
  };
}

function wordsOf(search: string): string[] {
  return search
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS);
}
