import type { DepartmentId, OrganizationId } from '@roster/domain';
import { IS_ONLY_ROOT, isBelow, walkDown } from '../departments/tree-walks.js';
import { NAME_KEY, searchConditions } from '../members/member-search.js';
import { ofUser, rfc3339 } from '../sql.js';

export type MemberSort = 'added_at' | 'full_name';

/** The end of a page, in the order in which it was sorted. */
export interface MemberPosition {
  readonly sort: MemberSort;
  /** The time of the add, RFC 3339, or the name as it is compared. */
  readonly key: string;
  readonly userId: string;
}

export interface DepartmentMemberListQuery {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  readonly limit: number;
  readonly sort?: MemberSort | undefined;
  /** Words that each occur in the name or the e-mail address. */
  readonly search?: string | undefined;
  /** Also the members of all departments below: each once, with the first add. */
  readonly includeDescendants?: boolean | undefined;
  readonly after?: MemberPosition | undefined;
}

/** A statement and its values; $1 is the organization, $2 the department, $3 one more than the limit. */
export interface MemberStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** The time of an add, RFC 3339. */
export const ADDED_AT = rfc3339('m.added_at');

/** The memberships of one department, by an index in the order of the adds. */
const DIRECT = 'SELECT user_id, added_at FROM department_members WHERE organization_id = $1 AND department_id = $2';

/** Those of a whole subtree, each department by the same index. */
const BELOW = `FROM below CROSS JOIN LATERAL (
    SELECT user_id, added_at FROM department_members WHERE organization_id = $1 AND department_id = below.id OFFSET 0
  ) m`;

/** How a page is sorted, and how a position in it is written as text and read back. */
const SORTS = {
  added_at: { key: 'm.added_at', text: ADDED_AT, type: 'timestamptz' },
  full_name: { key: NAME_KEY, text: NAME_KEY, type: 'text' },
} as const satisfies Record<MemberSort, object>;

/**
 * A page of members by key, never by offset. All that may be on it are gathered and sorted, except in the order of adds
 * to one department: there an index is walked, at the same cost for each page.
 *
 * The planner does not know how large a subtree is. Where that matters, the statement leaves it no choice: `OFFSET 0`
 * looks up the memberships of each department, and each member, by key instead of reading those of the whole
 * organization, and `IS TRUE` makes a hash table of the subtree instead of joining it.
 *
 * @param manyFound the search matches so many people that it does not pay to begin with them
 */
export function memberListStatement(query: DepartmentMemberListQuery, { manyFound = false } = {}): MemberStatement {
  const { includeDescendants = false, sort = 'added_at', after } = query;
  const { key, text, type } = SORTS[sort];
  const values: unknown[] = [query.organizationId, query.departmentId, query.limit + 1];
  const searched = searchConditions(query.search, values);
  const position = after
    ? `(${key}, m.user_id) > ($${values.push(after.key)}::${type}, $${values.push(after.userId)}::text)`
    : 'true';
  const found = `
    SELECT p.user_id, min(m.added_at) AS added_at
    FROM organization_members p CROSS JOIN LATERAL (
      SELECT department_id, added_at FROM department_members
      WHERE ${ofUser('p.user_id')} OFFSET 0
    ) m
    WHERE ${['p.organization_id = $1', ...searched].join(' AND ')}
      AND ${isBelow('m.department_id')}
    GROUP BY p.user_id`;
  const first = `SELECT m.user_id, min(m.added_at) AS added_at ${BELOW} GROUP BY m.user_id`;
  const memberships = includeDescendants ? (searched.length > 0 && !manyFound ? found : first) : DIRECT;
  const sorted = (end: string) =>
    `SELECT * FROM (${memberships}) m WHERE ${position} ORDER BY ${key}, m.user_id ${end}`;
  // Where the person does not matter, only those of the page are looked up; where many match, until the page is full.
  const personMatters = searched.length > 0 || sort === 'full_name';
  const inOrder = includeDescendants && manyFound && sort === 'added_at';
  const source = personMatters ? (inOrder ? sorted('OFFSET 0') : memberships) : sorted('LIMIT $3');
  return {
    text: `${includeDescendants ? walkDown() : ''}
      SELECT m.user_id, p.full_name, p.email, ${ADDED_AT} AS added_at, ${text} AS sort_key
      FROM (${source}) m CROSS JOIN LATERAL (
        SELECT * FROM organization_members WHERE organization_id = $1 AND user_id = m.user_id
        ${includeDescendants ? 'OFFSET 0' : ''}
      ) p
      WHERE ${[position, ...searched].join(' AND ')}
      ORDER BY ${key}, m.user_id LIMIT $3`,
    values,
  };
}

/**
 * A page of a large department in the order of names: walks all people of the organization in this order and looks up
 * whether each is a member, until the page is full. Of N people with M members among them that takes N / M steps a row.
 */
export function nameWalkStatement({ includeDescendants, after, ...query }: DepartmentMemberListQuery): MemberStatement {
  const values: unknown[] = [query.organizationId, query.departmentId, query.limit + 1];
  const conditions = [`p.organization_id || '' = $1`, ...searchConditions(query.search, values)];
  if (after) conditions.push(`(${NAME_KEY}, p.user_id) > ($${values.push(after.key)}, $${values.push(after.userId)})`);
  const membership = includeDescendants
    ? `SELECT min(added_at) AS added_at FROM department_members
       WHERE ${ofUser('p.user_id')} AND ${isBelow('department_id')}
       HAVING count(*) > 0`
    : `${DIRECT} AND user_id = p.user_id OFFSET 0`;
  return {
    text: `${includeDescendants ? walkDown() : ''}
      SELECT p.user_id, p.full_name, p.email, ${ADDED_AT} AS added_at, ${NAME_KEY} AS sort_key
      FROM organization_members p CROSS JOIN LATERAL (${membership}) m
      WHERE ${conditions.join(' AND ')}
      ORDER BY ${NAME_KEY}, p.user_id LIMIT $3`,
    values,
  };
}

/** From this many on, it is quicker to walk the names of the organization than to gather all who may be on the page. */
const MANY = 5_000;

/** How much there is to choose from; no search counts further than `MANY`. */
export interface Breadth {
  readonly many_members: boolean;
  /** Also true without a search. */
  readonly many_found: boolean;
  /** Not all departments of the organization are below it. */
  readonly branch: boolean;
}

/** Selects one row, a `Breadth`. */
export function breadthStatement({ includeDescendants, ...query }: DepartmentMemberListQuery): MemberStatement {
  const values: unknown[] = [query.organizationId, query.departmentId];
  const searched = searchConditions(query.search, values);
  const departments = includeDescendants
    ? 'below'
    : '(SELECT id FROM departments WHERE organization_id = $1 AND id = $2)';
  // The counts of one department after the other are added up until there are enough.
  const manyMembers = `EXISTS (
    SELECT FROM (
      SELECT sum(c.members) OVER (ROWS UNBOUNDED PRECEDING) AS members
      FROM ${departments} d CROSS JOIN LATERAL (
        SELECT members FROM department_member_counts WHERE department_id = d.id OFFSET 0
      ) c
    ) counted WHERE members >= ${MANY}
  )`;
  // In the order of a key: that key is walked until there are enough, and they are not gathered first.
  const manyFound = `(
    SELECT count(*) = ${MANY} FROM (
      SELECT FROM organization_members p WHERE ${['p.organization_id = $1', ...searched].join(' AND ')}
      ORDER BY p.user_id LIMIT ${MANY}
    ) counted
  )`;
  return {
    text: `${includeDescendants ? walkDown() : ''}
      SELECT ${manyMembers} AS many_members, ${searched.length > 0 ? manyFound : 'true'} AS many_found,
             NOT ${IS_ONLY_ROOT} AS branch`,
    values,
  };
}
