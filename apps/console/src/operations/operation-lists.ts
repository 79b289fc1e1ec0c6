import type { ListedState, ListPage, Names, OperationPosition, OperationTotal } from '@roster/database';
import { readNames } from '@roster/database';
import { mayInConsole, type OperatorRole } from '@roster/domain';
import type { Services } from '../services.js';
import { type ChangeHistory, historyOf, organizationOf } from './change-history.js';
import { decodeCursor, encodeCursor, firstPage, type ListQuery, PERIODS } from './list-query.js';

/** A row of a list: a change, and the time by which the list is ordered. */
export interface ListedChange {
  readonly history: ChangeHistory;
  readonly at: Date;
}

/** A page of a list, with the queries of the pages around it. */
export interface ChangeList {
  readonly query: ListQuery;
  readonly changes: readonly ListedChange[];
  readonly previous: ListQuery | null;
  readonly next: ListQuery | null;
  readonly looked: ListPage<unknown, unknown>['looked'];
  /** How many operations the list has; null for requests, which are not counted. */
  readonly total: OperationTotal | null;
}

/** The list that is read for a query: operations of one state, or requests with whatever became of them. */
export function listedState({ state, code }: ListQuery): ListedState | null {
  // Only the answer to a request has a code.
  return code === undefined && (state === 'accepted' || state === 'failed' || state === 'cancelled') ? state : null;
}

/** What the query leaves of a list, except for the state and the code. */
export function filterOf({ kind, channel, organization, period }: ListQuery, now: Date) {
  const since = period === undefined ? undefined : new Date(now.getTime() - PERIODS[period]);
  return { kind, channel, organizationId: organization, since };
}

/** Null when a cursor is not one of this list. */
export async function readList(
  services: Services,
  query: ListQuery,
  limit: number,
  now: Date,
): Promise<ChangeList | null> {
  const filter = filterOf(query, now);
  const state = listedState(query);
  if (state === null) {
    const position = positionIn('requests', 'requests', query);
    if (position === null) return null;
    const ofOperation = query.state === 'any' ? undefined : query.state;
    const page = await services.lists.requests(
      { ...filter, state: ofOperation, code: query.code },
      { ...position, limit },
    );
    const ids = page.rows.flatMap(({ operation_id }) => operation_id ?? []);
    const operations = new Map((await services.finder.findAll(ids)).map((operation) => [operation.id, operation]));
    const changes = page.rows.map((request) => ({
      history: historyOf(operations.get(request.operation_id ?? '') ?? null, request),
      at: request.received_at,
    }));
    return { query, changes, ...around(page, 'requests', query), looked: page.looked, total: null };
  }
  const position = positionIn('operations', state, query);
  if (position === null) return null;
  const [page, total] = await Promise.all([
    services.lists.operations(state, filter, { ...position, limit }),
    services.lists.total(state, filter),
  ]);
  const changes = page.rows.map((operation) => ({
    history: historyOf(operation, null),
    at: operation.finished_at ?? operation.created_at,
  }));
  return { query, changes, ...around(page, state, query), looked: page.looked, total };
}

function positionIn<Source extends 'operations' | 'requests'>(
  source: Source,
  list: string,
  { after, before }: ListQuery,
) {
  const text = after ?? before;
  if (text === undefined) return {};
  const position = decodeCursor(source, list, text);
  if (position === null) return null;
  return after === undefined ? { before: position } : { after: position };
}

function around(
  { previous, next }: ListPage<unknown, OperationPosition | string>,
  list: string,
  query: ListQuery,
): Pick<ChangeList, 'previous' | 'next'> {
  const first = firstPage(query);
  return {
    previous: previous === null ? null : { ...first, before: encodeCursor(list, previous) },
    next: next === null ? null : { ...first, after: encodeCursor(list, next) },
  };
}

/** The names of what these changes are about. Those of people only if the role may see them. */
export function namesIn(
  { database }: Services,
  role: OperatorRole,
  histories: readonly ChangeHistory[],
): Promise<Names> {
  const rows = histories.map((history) => {
    const { operation, requests, audit } = history;
    const source = operation ?? requests[0] ?? audit[0];
    return {
      organizationId: organizationOf(history),
      departmentId: source?.department_id ?? null,
      userId: source?.user_id ?? null,
      connectionId: source?.actor_type === 'scim_connection' ? source.actor_id : null,
    };
  });
  return readNames(database.manager, rows, { withMembers: mayInConsole(role, 'member.read') });
}
