import { isBelow, isBelowWalkingUp, walkDown } from '../departments/tree-walks.js';
import { searchConditions } from '../members/member-search.js';
import { ofUser } from '../sql.js';
import { ADDED_AT, type DepartmentMemberListQuery, type MemberStatement } from './member-list-statement.js';

/** So many memberships are walked through for one page, and no more: of the whole organization, and of a branch. */
const WALKED = 20_000;
const WALKED_FOR_BRANCH = 5_000;

/**
 * A page of a large subtree in the order of the first adds: walks the memberships of the organization in this order. The
 * page is not full when the list ends, or when the next members come later than the walk went.
 *
 * @param branch the subtree is not the whole organization: then the walk is shorter, as `nearestAddsStatement` comes next
 */
export function timeWalkStatement(query: DepartmentMemberListQuery, { branch = false } = {}): MemberStatement {
  return firstAddsStatement(query, (position) => nextAdds(position, branch ? WALKED_FOR_BRANCH : WALKED));
}

/** The next memberships of the organization. */
function nextAdds(position: string, limit: number): string {
  return `
        SELECT department_id, user_id, added_at FROM department_members
        WHERE organization_id || '' = $1 AND ${position}
        ORDER BY added_at, user_id LIMIT ${limit}`;
}

/** So many memberships are looked at for each row of the page, as only the first of a member counts. */
const CANDIDATES = 4;

/** So many of the next adds tell whether most of them were made in a branch. */
const SAMPLE = 16;

/**
 * The same where most of the next adds were made in the branch: walks up from each of these instead of down through the
 * branch. Where that is not so, nothing is selected.
 */
export function commonAddsStatement(query: DepartmentMemberListQuery): MemberStatement {
  const memberships = (position: string) => `
        SELECT * FROM (${nextAdds(position, CANDIDATES * (query.limit + 1))}) m
        WHERE (
          SELECT count(*) FILTER (WHERE ${isBelowWalkingUp('m.department_id')}) >= ${SAMPLE / 2}
          FROM (${nextAdds(position, SAMPLE)}) m
        )`;
  return firstAddsStatement(query, memberships, 'up');
}

/**
 * The same for a branch whose adds lie far apart in this order: takes the next adds of each of its departments. The first
 * of each are looked up to begin with. Once there are as many as are wanted, nothing that comes after them is read.
 * The page is not full when the list ends, or when too many adds are not a member's first. What is cut off in the same
 * moment and of the same member as the last one does not count either.
 */
export function nearestAddsStatement(query: DepartmentMemberListQuery): MemberStatement {
  const candidates = CANDIDATES * (query.limit + 1);
  return firstAddsStatement(query, (position) => {
    const next = (departmentId: string, limit: number, latest = 'true') => `
          SELECT department_id, user_id, added_at FROM department_members
          WHERE organization_id = $1 AND department_id = ${departmentId} AND ${position} AND ${latest}
          ORDER BY added_at, user_id LIMIT ${limit}`;
    return `
        SELECT m.* FROM (
          SELECT department_id AS id,
                 CASE WHEN count(*) OVER () = ${candidates} THEN max(added_at) OVER () ELSE 'infinity' END AS latest
          FROM (
            SELECT m.* FROM below CROSS JOIN LATERAL (${next('below.id', 1)}) m
            ORDER BY m.added_at, m.user_id LIMIT ${candidates}
          ) m
        ) d CROSS JOIN LATERAL (${next('d.id', candidates, 'added_at <= d.latest')}) m
        ORDER BY m.added_at, m.user_id LIMIT ${candidates}`;
  });
}

/**
 * The first rows of a page, from memberships in the order of the adds. Leaves out those of other departments and those
 * that are not a member's first in the subtree.
 *
 * @param memberships selects all up to some point, from a position on that it is given as a condition
 */
function firstAddsStatement(
  { after, ...query }: DepartmentMemberListQuery,
  memberships: (position: string) => string,
  walk: 'down' | 'up' = 'down',
): MemberStatement {
  const isInSubtree = walk === 'up' ? isBelowWalkingUp : isBelow;
  const values: unknown[] = [query.organizationId, query.departmentId, query.limit + 1];
  const searched = searchConditions(query.search, values);
  const position = after
    ? `(added_at, user_id) > ($${values.push(after.key)}::timestamptz, $${values.push(after.userId)}::text)`
    : 'true';
  const earlier = `
    SELECT FROM department_members earlier
    WHERE ${ofUser('m.user_id')} AND ${isInSubtree('earlier.department_id')}
      AND (earlier.added_at, earlier.department_id) < (m.added_at, m.department_id)
    OFFSET 0`;
  return {
    text: `${walk === 'down' ? walkDown() : ''}
      SELECT m.user_id, p.full_name, p.email, ${ADDED_AT} AS added_at, ${ADDED_AT} AS sort_key
      FROM (${memberships(position)}
      ) m CROSS JOIN LATERAL (
        SELECT * FROM organization_members WHERE organization_id = $1 AND user_id = m.user_id OFFSET 0
      ) p
      WHERE ${[isInSubtree('m.department_id'), `NOT EXISTS (${earlier})`, ...searched].join(' AND ')}
      ORDER BY m.added_at, m.user_id LIMIT $3`,
    values,
  };
}
