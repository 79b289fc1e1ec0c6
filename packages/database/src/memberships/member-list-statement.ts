import {
  ADDED_AT_TEXT,
  type MemberListQuery,
  type MemberSort,
  type MemberStatement,
  SUBTREE,
} from './member-list-query.js';
import { NAME_KEY, searchConditions } from './member-search.js';

const DIRECT = `
  SELECT user_id, added_at FROM department_members WHERE organization_id = $1 AND department_id = $2`;

const BELOW = `${SUBTREE}
  SELECT m.user_id, min(m.added_at) AS added_at
  FROM subtree s CROSS JOIN LATERAL (
    SELECT user_id, added_at FROM department_members WHERE organization_id = $1 AND department_id = s.id OFFSET 0
  ) m
  GROUP BY m.user_id`;

/** A search for a few begins with those who are found; `IS TRUE` makes of the subtree a table to look them up in. */
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

/** The person of a membership `m`. */
const PERSON = 'SELECT * FROM organization_members WHERE organization_id = $1 AND user_id = m.user_id';

/** What a page is sorted by, and how a position of it is written as a text and read back. */
const SORTS = {
  added_at: { key: 'm.added_at', text: ADDED_AT_TEXT, type: 'timestamptz' },
  full_name: { key: NAME_KEY, text: NAME_KEY, type: 'text' },
} as const satisfies Record<MemberSort, object>;

/**
 * A page of members by key, never by offset. All that may be on it are gathered and sorted, unless they are to come in
 * the order of their adds to one department: then an index is walked, which costs the same at its end as at its start.
 *
 * `manyFound`: the search fits so many people that it does not pay to begin with them.
 */
export function memberListStatement(query: MemberListQuery, { manyFound = false } = {}): MemberStatement {
  const sort = query.sort ?? 'added_at';
  const { key, text, type } = SORTS[sort];
  const values: unknown[] = [query.organizationId, query.departmentId, query.limit + 1];
  const searched = searchConditions(query.search, values);
  let position = 'true';
  if (query.after) {
    values.push(query.after.key, query.after.userId);
    position = `(${key}, m.user_id) > ($${values.length - 1}::${type}, $${values.length}::text)`;
  }
  const searchFirst = searched.length > 0 && !manyFound;
  const below = searchFirst ? foundBelow(searched) : BELOW;
  const memberships = query.includeDescendants ? below : DIRECT;
  const sorted = (rows: string, end: string) =>
    `SELECT * FROM (${rows}) m WHERE ${position} ORDER BY ${key}, m.user_id ${end}`;
  // Where the person does not matter, only those of the page are looked up; where many fit, until the page is full.
  const personMatters = searched.length > 0 || sort === 'full_name';
  const inOrder = query.includeDescendants && manyFound && sort === 'added_at';
  const source = !personMatters
    ? sorted(memberships, 'LIMIT $3')
    : inOrder
      ? sorted(memberships, 'OFFSET 0')
      : memberships;
  // Many memberships are never compared with many people: `OFFSET 0` makes it a look-up for each.
  const person = query.includeDescendants ? `${PERSON} OFFSET 0` : PERSON;
  return {
    text: `
      SELECT m.user_id, p.full_name, p.email, ${ADDED_AT_TEXT} AS added_at, ${text} AS sort_key
      FROM (${source}) m CROSS JOIN LATERAL (${person}) p
      WHERE ${[position, ...searched].join(' AND ')}
      ORDER BY ${key}, m.user_id LIMIT $3`,
    values,
  };
}
