import { ADDED_AT_TEXT, type MemberListQuery, type MemberStatement, SUBTREE } from './member-list-query.js';
import { NAME_KEY, searchConditions } from './member-search.js';

/** From this many on it is quicker to walk the names of the organization than to gather all who may be on the page. */
const MANY = 5_000;

const DIRECT = `
  SELECT added_at FROM department_members
  WHERE organization_id = $1 AND department_id = $2 AND user_id = p.user_id OFFSET 0`;

/** The first add to any department of the subtree; no row for who is in none. */
const BELOW = `
  SELECT min(added_at) AS added_at FROM department_members
  WHERE organization_id = $1 AND user_id = p.user_id AND (department_id IN (SELECT id FROM subtree)) IS TRUE
  HAVING count(*) > 0`;

/**
 * A page of a large department in the order of names: everybody in the organization in this order, and of each whether
 * they are a member, until the page is full. Of N people with M members among them that takes N / M steps a row.
 */
export function memberWalkStatement(query: MemberListQuery): MemberStatement {
  const values: unknown[] = [query.organizationId, query.departmentId, query.limit + 1];
  const conditions = searchConditions(query.search, values);
  if (query.after) {
    values.push(query.after.key, query.after.userId);
    conditions.push(`(${NAME_KEY}, p.user_id) > ($${values.length - 1}::text, $${values.length}::text)`);
  }
  return {
    text: `${query.includeDescendants ? SUBTREE : ''}
      SELECT p.user_id, p.full_name, p.email, ${ADDED_AT_TEXT} AS added_at, ${NAME_KEY} AS sort_key
      FROM organization_members p CROSS JOIN LATERAL (${query.includeDescendants ? BELOW : DIRECT}) m
      WHERE ${[`p.organization_id || '' = $1`, ...conditions].join(' AND ')}
      ORDER BY ${NAME_KEY}, p.user_id LIMIT $3`,
    values,
  };
}

/** How much there is to choose from; nothing is counted further than the answer needs. */
export interface Breadth {
  readonly many_members: boolean;
  /** Also true without a search. */
  readonly many_found: boolean;
}

/** Answers with one row, a `Breadth`. */
export function breadthStatement(query: MemberListQuery): MemberStatement {
  const values: unknown[] = [query.organizationId, query.departmentId];
  const searched = searchConditions(query.search, values);
  const below = `
    SELECT FROM subtree s CROSS JOIN LATERAL (
      SELECT FROM department_members WHERE organization_id = $1 AND department_id = s.id OFFSET 0
    ) m`;
  // In the order of a key: where many fit, that key is walked until they are enough, and they are not gathered first.
  const direct = 'SELECT FROM department_members WHERE organization_id = $1 AND department_id = $2 ORDER BY user_id';
  const found = `
    SELECT FROM organization_members p WHERE ${['p.organization_id = $1', ...searched].join(' AND ')} ORDER BY p.user_id`;
  return {
    text: `${query.includeDescendants ? SUBTREE : ''}
      SELECT ${isMany(query.includeDescendants ? below : direct)} AS many_members,
             ${searched.length > 0 ? isMany(found) : 'true'} AS many_found`,
    values,
  };
}

function isMany(rows: string): string {
  return `(SELECT count(*) FROM (${rows} LIMIT ${MANY}) counted) = ${MANY}`;
}
