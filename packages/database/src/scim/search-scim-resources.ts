import type { ScimConnectionId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import {
  bytesBefore,
  countMatches,
  FITS,
  isAfter,
  orderOf,
  type ScimListQuery,
  type ScimPage,
  type ScimPosition,
  type ScimTable,
  selectMatches,
} from './list-scim-resources.js';
import { SCIM_GROUP_TABLE, type ScimGroupRow } from './scim-group-rows.js';
import { SCIM_USER_TABLE, type ScimUserRow } from './scim-user-rows.js';

/** A query for both kinds of resource. They are sorted by the same attribute, which one kind may lack. */
export interface ScimSearchQuery extends Pick<ScimListQuery, 'connectionId' | 'limit' | 'offset' | 'after'> {
  readonly users: Pick<ScimListQuery, 'filter' | 'sort'>;
  readonly groups: Pick<ScimListQuery, 'filter' | 'sort'>;
}

interface Place {
  readonly id: string;
  readonly sort_key: string | null;
  /** Null when it was not counted at the same time. */
  readonly total: number | null;
}

/** A page of the connection's users and groups in one order: by ID, unless another is asked for. */
export async function searchScimResources(
  tx: EntityManager,
  query: ScimSearchQuery,
): Promise<ScimPage<ScimUserRow | ScimGroupRow>> {
  const { connectionId, limit } = query;
  const places = limit === 0 ? [] : await readPlaces(tx, query);
  const ids = places.slice(0, limit).map(({ id }) => id);
  const users = await readRows<ScimUserRow>(tx, SCIM_USER_TABLE, connectionId, ids);
  const groups = await readRows<ScimGroupRow>(tx, SCIM_GROUP_TABLE, connectionId, ids);
  const rows = new Map<string, ScimUserRow | ScimGroupRow>();
  for (const row of users) rows.set(row.user_id, row);
  for (const row of groups) rows.set(row.department_id, row);
  const end = endOf(ids, rows);
  const shown = places.slice(0, end).filter(({ id }) => rows.has(id));
  const last = places[end - 1];
  return {
    items: shown.flatMap(({ id }) => rows.get(id) ?? []),
    positions: shown.map(positionOf),
    next: last !== undefined && end < places.length ? positionOf(last) : null,
    total: places[0]?.total ?? (await countBoth(tx, query)),
  };
}

/**
 * How many of the places are on the page. What does not fit is not among the rows, and neither is what was deleted since its
 * place was found: a page that is shorter for that reason does no harm.
 */
function endOf(ids: readonly string[], rows: ReadonlyMap<string, unknown>): number {
  const first = ids.findIndex((id) => rows.has(id));
  const end = first === -1 ? -1 : ids.findIndex((id, index) => index > first && !rows.has(id));
  return end === -1 ? ids.length : end;
}

function positionOf({ sort_key, id }: Place): ScimPosition {
  return { key: sort_key, id };
}

/**
 * Without filter and order, an index of each kind has the IDs in order, so that a page reads no more of them than those up
 * to its end. With a filter, all that match are found at once, as they have to be counted anyway.
 */
function readPlaces(tx: EntityManager, query: ScimSearchQuery): Promise<Place[]> {
  const { users, groups, connectionId, limit, offset = 0, after = null } = query;
  const values: unknown[] = [connectionId, limit + 1, offset];
  const ofEach = [selectMatches(SCIM_USER_TABLE, users, values), selectMatches(SCIM_GROUP_TABLE, groups, values)];
  const later = after === null ? '' : `WHERE ${isAfter(after, users.sort, values)}`;
  const order = orderOf('matches', users.sort);
  if (users.filter !== null) {
    return tx.query(
      `WITH matches AS MATERIALIZED (${ofEach.join(' UNION ALL ')})
       SELECT id, sort_key::text, (SELECT count(*)::int FROM matches) AS total
       FROM matches ${later} ORDER BY ${order} LIMIT $2 OFFSET $3`,
      values,
    );
  }
  // The planner does not look into the parts of a union for an order.
  const firstOfEach = ofEach.map(
    (part) => `(SELECT * FROM (${part}) AS matches ${later} ORDER BY ${order} LIMIT $2::int + $3::int)`,
  );
  return tx.query(
    `SELECT id, sort_key::text, NULL AS total FROM (${firstOfEach.join(' UNION ALL ')}) AS matches
     ORDER BY ${order} LIMIT $2 OFFSET $3`,
    values,
  );
}

async function countBoth(tx: EntityManager, { connectionId, users, groups }: ScimSearchQuery): Promise<number> {
  const counts = [
    await countMatches(tx, SCIM_USER_TABLE, { connectionId, filter: users.filter }),
    await countMatches(tx, SCIM_GROUP_TABLE, { connectionId, filter: groups.filter }),
  ];
  return counts.reduce((sum, count) => sum + count);
}

/** The first of these resources, as many as fit. */
function readRows<Row>(
  tx: EntityManager,
  { columns, whole, id, condition }: ScimTable,
  connectionId: ScimConnectionId,
  ids: readonly string[],
): Promise<Row[]> {
  return tx.query(
    `SELECT * FROM (
       SELECT ${columns}, ${bytesBefore('place.number')} AS bytes_before
       FROM ${whole} JOIN unnest($2::text[]) WITH ORDINALITY AS place (id, number) ON place.id = s.${id}
       WHERE s.connection_id = $1 AND s.${id} = ANY ($2) AND ${condition}
     ) AS resource
     WHERE ${FITS}`,
    [connectionId, ids],
  );
}
