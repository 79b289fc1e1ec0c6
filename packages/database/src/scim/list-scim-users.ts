import type { AttributeFilter, ComparedAttribute, ScimConnectionId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { pageOf } from '../sql.js';
import { filterCondition, sortKey } from './filter-condition.js';
import { SCIM_USER_ATTRIBUTES, SCIM_USER_COLUMNS, SCIM_USERS, type ScimUserRow } from './scim-user-rows.js';

/** The end of a page: the last value of the attribute that it is sorted by, null without one, and the ID. */
export interface ScimPosition {
  readonly key: string | null;
  readonly id: string;
}

export interface ScimListQuery {
  readonly connectionId: ScimConnectionId;
  readonly filter: AttributeFilter | null;
  /** By ID without it. */
  readonly sort: { readonly attribute: ComparedAttribute; readonly descending: boolean } | null;
  readonly limit: number;
  /** A page by number: after this many resources. */
  readonly offset?: number;
  /** A page by cursor: after this one, whatever was deleted meanwhile. */
  readonly after?: ScimPosition | null;
}

export interface ScimPage<Row> {
  readonly items: readonly Row[];
  readonly next: ScimPosition | null;
  /** How many match, on all pages. */
  readonly total: number;
}

type SortedRow = ScimUserRow & { readonly sort_key: string | null };

/** A page of the connection's users. */
export async function listScimUsers(tx: EntityManager, query: ScimListQuery): Promise<ScimPage<ScimUserRow>> {
  const { limit, offset = 0, after = null } = query;
  const rows = limit === 0 ? [] : await readPage(tx, query);
  const page = pageOf(rows, limit, ({ sort_key, user_id }) => ({ key: sort_key, id: user_id }));
  const isWhole = limit > 0 && offset === 0 && after === null && page.next === null;
  const total = isWhole ? page.items.length : await countMatches(tx, query);
  return { items: page.items.map(({ sort_key: _, ...row }) => row), next: page.next, total };
}

/**
 * Finds the IDs of the page first. Without filter and order, an index alone has them, so that a late page costs little
 * more than the first.
 */
function readPage(tx: EntityManager, query: ScimListQuery): Promise<SortedRow[]> {
  const { sort, limit, offset = 0, after = null } = query;
  const values: unknown[] = [query.connectionId, limit + 1, offset];
  const conditions = conditionsOf(query, values);
  const direction = sort?.descending ? 'DESC NULLS FIRST' : 'ASC NULLS LAST';
  const key = sort ? sortKey(sort.attribute, SCIM_USER_ATTRIBUTES, values) : `''`;
  if (after !== null) conditions.push(isAfter(after, sort, key, values));
  const from = query.filter === null && sort === null ? 'scim_users s' : SCIM_USERS;
  const order = sort ? `sort_key ${direction}, s.user_id` : 's.user_id';
  return tx.query(
    `WITH page AS (
       SELECT s.organization_id, s.user_id, ${key} AS sort_key FROM ${from}
       WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT $2 OFFSET $3
     )
     SELECT ${SCIM_USER_COLUMNS}, page.sort_key::text FROM page JOIN ${SCIM_USERS} USING (organization_id, user_id)
     ORDER BY ${sort ? `page.sort_key ${direction},` : ''} s.user_id`,
    values,
  );
}

async function countMatches(tx: EntityManager, query: ScimListQuery): Promise<number> {
  const values: unknown[] = [query.connectionId];
  const conditions = conditionsOf(query, values);
  const from = query.filter === null ? 'scim_users s' : SCIM_USERS;
  const [row]: { total: number }[] = await tx.query(
    `SELECT count(*)::int AS total FROM ${from} WHERE ${conditions.join(' AND ')}`,
    values,
  );
  return row?.total ?? 0;
}

function conditionsOf({ filter }: ScimListQuery, values: unknown[]): string[] {
  const conditions = ['s.connection_id = $1', 's.deleted_at IS NULL'];
  if (filter !== null) conditions.push(filterCondition(filter, SCIM_USER_ATTRIBUTES, values));
  return conditions;
}

/** Resources without the attribute come last, or first in descending order (RFC 7644, section 3.4.2.3). */
function isAfter(
  { key, id }: ScimPosition,
  sort: ScimListQuery['sort'],
  expression: string,
  values: unknown[],
): string {
  const laterId = `s.user_id > $${values.push(id)}`;
  if (sort === null) return laterId;
  if (key === null) {
    const alike = `(${expression} IS NULL AND ${laterId})`;
    return sort.descending ? `(${alike} OR ${expression} IS NOT NULL)` : alike;
  }
  const type = sort.attribute.type === 'dateTime' ? 'timestamptz' : 'text COLLATE pg_c_utf8';
  const last = `$${values.push(key)}::${type}`;
  const later = `${expression} ${sort.descending ? '<' : '>'} ${last}`;
  const alike = `(${expression} = ${last} AND ${laterId})`;
  return `(${later} OR ${alike}${sort.descending ? '' : ` OR ${expression} IS NULL`})`;
}
