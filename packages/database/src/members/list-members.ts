import type { Member, MemberStatus, OrganizationId, OrganizationRole, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { literal, type Page, pageOf } from '../sql.js';
import { contains, NAME_KEY } from './member-search.js';
import { MEMBER_COLUMNS } from './members.js';

/** The end of a page, in the order in which it was sorted. */
export type MemberListPosition =
  | { readonly sort: 'user_id'; readonly userId: UserId }
  /** `key`: the name as it is compared. */
  | { readonly sort: 'full_name'; readonly key: string; readonly userId: UserId };

export interface MemberListQuery {
  readonly organizationId: OrganizationId;
  /** A part of the name or e-mail address, in any case. */
  readonly q?: string | undefined;
  readonly role?: OrganizationRole | undefined;
  readonly status?: MemberStatus | undefined;
  /** By ID, which is the order of creation, or by name. By ID by default. */
  readonly sort?: MemberListPosition['sort'] | undefined;
  readonly limit: number;
  /** In the order of `sort`. */
  readonly after?: MemberListPosition | undefined;
}

type MemberRow = Member & { readonly sort_key: string };

/** A page of the organization's members. By key, never by offset. */
export async function listMembers(
  tx: EntityManager,
  query: MemberListQuery,
): Promise<Page<Member, MemberListPosition>> {
  const { limit } = query;
  if (query.sort !== 'full_name') {
    const rows = await readById(tx, query);
    return pageOf(rows, limit, ({ user_id }) => ({ sort: 'user_id', userId: user_id }));
  }
  const rows = await readByName(tx, query, (await hasManyMatches(tx, query)) ? 'walk' : 'gather');
  const page = pageOf(rows, limit, (row) => ({ sort: 'full_name' as const, key: row.sort_key, userId: row.user_id }));
  return { items: page.items.map(({ sort_key: _, ...member }) => member), next: page.next };
}

function readById(tx: EntityManager, query: MemberListQuery): Promise<Member[]> {
  const values: unknown[] = [query.organizationId, query.limit + 1];
  const conditions = ['p.organization_id = $1', ...filtersOf(query, values)];
  if (query.after) conditions.push(`p.user_id > $${values.push(query.after.userId)}`);
  return tx.query(
    `SELECT ${MEMBER_COLUMNS} FROM organization_members p
     WHERE ${conditions.join(' AND ')} ORDER BY p.user_id LIMIT $2`,
    values,
  );
}

/**
 * Either walks `organization_members_name_idx` until the page is full, or gathers all who match by the index that suits
 * the filters, and sorts them. That index has the organization under another name (see its migration), so the condition
 * on the organization decides. Left to itself, the planner takes a search to match more people than it does.
 */
function readByName(tx: EntityManager, query: MemberListQuery, way: 'walk' | 'gather'): Promise<MemberRow[]> {
  const { after } = query;
  const values: unknown[] = [query.organizationId, query.limit + 1];
  const organization = way === 'walk' ? `p.organization_id || ''` : 'p.organization_id';
  const conditions = [`${organization} = $1`, ...filtersOf(query, values)];
  if (after?.sort === 'full_name')
    conditions.push(`(${NAME_KEY}, p.user_id) > ($${values.push(after.key)}, $${values.push(after.userId)})`);
  return tx.query(
    `SELECT ${MEMBER_COLUMNS}, ${NAME_KEY} AS sort_key FROM organization_members p
     WHERE ${conditions.join(' AND ')} ORDER BY ${NAME_KEY}, p.user_id LIMIT $2`,
    values,
  );
}

/** From this many on, it is quicker to walk the names until a page is full than to sort all who match. */
const MANY = 2_000;

/** Whether `MANY` match, at whatever page. No more are counted. */
async function hasManyMatches(tx: EntityManager, query: MemberListQuery): Promise<boolean> {
  const values: unknown[] = [query.organizationId];
  const filters = filtersOf(query, values);
  if (filters.length === 0) return true;
  const [row]: { many: boolean }[] = await tx.query(
    `SELECT count(*) = ${MANY} AS many FROM (
       SELECT FROM organization_members p WHERE ${['p.organization_id = $1', ...filters].join(' AND ')}
       ORDER BY p.user_id LIMIT ${MANY}
     ) matches`,
    values,
  );
  return row?.many === true;
}

/** A condition on a row `p` for each filter that is asked for, so that each query gets a plan of its own. */
function filtersOf({ q, role, status }: MemberListQuery, values: unknown[]): string[] {
  const filters: string[] = [];
  if (q !== undefined) filters.push(contains(`$${values.push(`%${literal(q)}%`)}`));
  if (role !== undefined) filters.push(`p.role = $${values.push(role)}`);
  if (status !== undefined) filters.push(`p.deactivated_at IS ${status === 'active' ? '' : 'NOT '}NULL`);
  return filters;
}
