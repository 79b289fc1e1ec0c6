import type { AttributeFilter, ComparedAttribute, ScimConnectionId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type FilterColumns, filterCondition, sortKey } from './filter-condition.js';

/** The end of a page: the last value of the attribute that it is sorted by, null without one, and the ID. */
export interface ScimPosition {
  readonly key: string | null;
  readonly id: string;
}

export interface ScimSort {
  readonly attribute: ComparedAttribute;
  readonly descending: boolean;
  /** Only another kind of resource has the attribute. */
  readonly absent?: boolean;
}

export interface ScimListQuery {
  readonly connectionId: ScimConnectionId;
  readonly filter: AttributeFilter | null;
  /** By ID without it. */
  readonly sort: ScimSort | null;
  readonly limit: number;
  /** A page by number: after this many resources. */
  readonly offset?: number;
  /** A page by cursor: after this one, whatever was deleted meanwhile. */
  readonly after?: ScimPosition | null;
}

/** It may have fewer resources than the limit, because they are large. */
export interface ScimPage<Row> {
  readonly items: readonly Row[];
  /** Where each of them is in the order. */
  readonly positions: readonly ScimPosition[];
  /** The position of the last one; null when no more follow. */
  readonly next: ScimPosition | null;
  /** How many match, on all pages. */
  readonly total: number;
}

/** Where a kind of resource is in the database. The rows of its own table are `s`. */
export interface ScimTable {
  /** The table alone, which has the IDs. */
  readonly own: string;
  /** The table with what its resources are made of. */
  readonly whole: string;
  readonly id: 'user_id' | 'department_id';
  /** Of a row of `whole`. */
  readonly columns: string;
  readonly attributes: FilterColumns;
  /** Which rows are resources. */
  readonly condition: string;
}

/** A page of the connection's resources of a kind. */
export async function listScimResources<Row extends object>(
  tx: EntityManager,
  table: ScimTable,
  query: ScimListQuery,
): Promise<ScimPage<Row>> {
  const { limit, offset = 0, after = null } = query;
  const rows = limit === 0 ? [] : await readPage<Row>(tx, table, query);
  const shown = rows.slice(0, limit);
  const positions = shown.map(({ sort_key, sort_id }) => ({ key: sort_key, id: sort_id }));
  const next = (rows[0]?.found ?? 0) > shown.length ? (positions.at(-1) ?? null) : null;
  const isWhole = limit > 0 && offset === 0 && after === null && next === null;
  const total = isWhole ? shown.length : (rows[0]?.total ?? (await countMatches(tx, table, query)));
  return { items: shown.map(withoutPlace<Row>), positions, next, total };
}

/**
 * How large the resources of a page may be before the last one, in bytes of their JSON documents. One more may be as large
 * as a document can be.
 */
const MOST_BYTES = 4 * 1024 * 1024;

/** Of rows of `s` in this order, those that fit on a page: the first one always does, and the bytes before grow with each. */
export const FITS = `bytes_before < ${MOST_BYTES}`;
export function bytesBefore(order: string): string {
  return `coalesce(sum(octet_length(s.attributes::text)) OVER (
    ORDER BY ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)`;
}

/** A resource with its place in the order, how many were found for the page, and the total if it was counted, too. */
interface Place {
  readonly sort_key: string | null;
  readonly sort_id: string;
  readonly found: number;
  readonly total: number | null;
  readonly bytes_before: string;
}

function withoutPlace<Row extends object>(row: Row & Place): Row {
  const { sort_key: _key, sort_id: _id, found: _found, total: _total, bytes_before: _bytes, ...resource } = row;
  return resource as unknown as Row;
}

/**
 * Finds the IDs of the page first. Without filter and order, an index alone has them, so that a late page costs little
 * more than the first. With a filter, all that match are found at once, as they have to be counted anyway. Left to itself,
 * the planner would walk the order until the page is full, even where an index knows the only match.
 */
function readPage<Row>(tx: EntityManager, table: ScimTable, query: ScimListQuery): Promise<(Row & Place)[]> {
  const { filter, sort, limit, offset = 0, after = null } = query;
  const values: unknown[] = [query.connectionId, limit + 1, offset];
  return tx.query(
    `WITH matches AS ${filter === null ? 'NOT' : ''} MATERIALIZED (
       ${selectMatches(table, query, values)}
     ), page AS (
       SELECT id, sort_key FROM matches ${after === null ? '' : `WHERE ${isAfter(after, sort, values)}`}
       ORDER BY ${orderOf('matches', sort)} LIMIT $2 OFFSET $3
     )
     SELECT * FROM (
       SELECT ${table.columns}, page.sort_key::text, page.id AS sort_id, (SELECT count(*)::int FROM page) AS found,
              ${filter === null ? 'NULL::int' : '(SELECT count(*)::int FROM matches)'} AS total,
              ${bytesBefore(orderOf('page', sort))} AS bytes_before
       FROM ${table.whole} JOIN page ON page.id = s.${table.id}
       WHERE s.connection_id = $1 AND ${table.condition}
     ) AS resource
     WHERE ${FITS} ORDER BY bytes_before`,
    values,
  );
}

/** The IDs of all that match, with what they are sorted by. */
export function selectMatches(
  table: ScimTable,
  query: Pick<ScimListQuery, 'filter' | 'sort'>,
  values: unknown[],
): string {
  const { filter, sort } = query;
  const conditions = conditionsOf(table, query, values);
  const key = sort ? sortKey(sort, table.attributes, values) : `''`;
  return `SELECT s.${table.id} AS id, ${key} AS sort_key
    FROM ${filter === null && sort === null ? table.own : table.whole} WHERE ${conditions.join(' AND ')}`;
}

export function orderOf(rows: string, sort: ScimSort | null): string {
  const direction = sort?.descending ? 'DESC NULLS FIRST' : 'ASC NULLS LAST';
  return `${sort ? `${rows}.sort_key ${direction}, ` : ''}${rows}.id`;
}

export async function countMatches(
  tx: EntityManager,
  table: ScimTable,
  query: Pick<ScimListQuery, 'connectionId' | 'filter'>,
): Promise<number> {
  const values: unknown[] = [query.connectionId];
  const conditions = conditionsOf(table, query, values);
  const from = query.filter === null ? table.own : table.whole;
  const [row]: { total: number }[] = await tx.query(
    `SELECT count(*)::int AS total FROM ${from} WHERE ${conditions.join(' AND ')}`,
    values,
  );
  return row?.total ?? 0;
}

function conditionsOf(
  { attributes, condition }: ScimTable,
  { filter }: Pick<ScimListQuery, 'filter'>,
  values: unknown[],
): string[] {
  const conditions = ['s.connection_id = $1', condition];
  if (filter !== null) conditions.push(filterCondition(filter, attributes, values));
  return conditions;
}

/** Resources without the attribute come last, or first in descending order (RFC 7644, section 3.4.2.3). */
export function isAfter({ key, id }: ScimPosition, sort: ScimSort | null, values: unknown[]): string {
  const laterId = `id > $${values.push(id)}`;
  if (sort === null) return laterId;
  if (key === null) {
    const alike = `(sort_key IS NULL AND ${laterId})`;
    return sort.descending ? `(${alike} OR sort_key IS NOT NULL)` : alike;
  }
  const type = sort.attribute.type === 'dateTime' ? 'timestamptz' : 'text COLLATE pg_c_utf8';
  const last = `$${values.push(key)}::${type}`;
  const alike = `(sort_key = ${last} AND ${laterId})`;
  return `(sort_key ${sort.descending ? '<' : '>'} ${last} OR ${alike}${sort.descending ? '' : ' OR sort_key IS NULL'})`;
}
