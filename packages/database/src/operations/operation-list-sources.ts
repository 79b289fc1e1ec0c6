import type { Channel, ErrorCode, OperationKind, OperationState } from '@roster/domain';

/** The states in which operations are few, so that a partial index keeps them in order. */
export type ListedState = Exclude<OperationState, 'done'>;

export interface OperationFilter {
  /** `single`: all but bulks. */
  readonly kind?: OperationKind | 'single' | undefined;
  readonly channel?: Channel | undefined;
  readonly organizationId?: string | undefined;
  /** No earlier than this: when it ended, or for one that waits, when it was requested. */
  readonly since?: Date | undefined;
}

export interface RequestFilter extends OperationFilter {
  /** The state of its operation; `none`: it has no operation. */
  readonly state?: OperationState | 'none' | undefined;
  /** The code of the error with which it was answered. */
  readonly code?: ErrorCode | undefined;
}

/** How a list is read: from which rows, in which order, and what a filter leaves. */
export interface ListSource {
  readonly table: 'operations' | 'change_requests';
  /** The columns that give the order, and the direction in which the list shows it. */
  readonly key: readonly [string, ...string[]];
  readonly direction: 'ASC' | 'DESC';
  /** The column with the time of a row. */
  readonly time: string;
  /** What the walk itself is limited to. */
  readonly within: readonly string[];
  /** What is joined to each row `r`, and the conditions on both. */
  readonly join: string;
  readonly matches: readonly string[];
  readonly values: unknown[];
}

/** The state is written into the statement: with a parameter no partial index would fit. */
export function operationSource(state: ListedState, filter: OperationFilter): ListSource {
  const { kind, channel, organizationId, since } = filter;
  const isWaiting = state === 'accepted';
  const time = isWaiting ? 'created_at' : 'finished_at';
  const conditions = new Conditions();
  const within = [`state = '${state}'`, ...conditions.when(since, (value) => `${time} >= ${value}`)];
  const matches = [
    ...conditions.kind(kind, 'r.kind'),
    ...conditions.when(channel, (value) => `r.channel = ${value}`),
    ...conditions.when(organizationId, (value) => `r.organization_id = ${value}`),
  ];
  return {
    table: 'operations',
    key: [time, 'id'],
    direction: isWaiting ? 'ASC' : 'DESC',
    time,
    within,
    join: '',
    matches,
    values: conditions.values,
  };
}

/**
 * Kinds of requests that became no operation, by the end of their route; `slack /dept add` names its own. One of SCIM may
 * change many things.
 */
const KIND_OF_ROUTE = `CASE
  WHEN r.route LIKE '% /scim/%' THEN NULL
  WHEN r.route LIKE 'slack /dept %' THEN 'member.' || substr(r.route, 13)
  WHEN r.route LIKE 'POST %/members' THEN 'member.add'
  WHEN r.route LIKE 'POST %/members/bulk' OR r.route LIKE 'POST %/retry' THEN 'member.bulk_add'
  WHEN r.route LIKE 'POST %/move' THEN 'member.move'
  WHEN r.route LIKE 'PUT %' THEN 'member.put'
  WHEN r.route LIKE 'DELETE %' THEN 'member.remove'
END`;

/** An operation is looked up by its key, and for as many requests as it takes to fill the page. */
const OPERATION_OF_REQUEST = `LEFT JOIN LATERAL (
  SELECT kind, state, channel FROM operations WHERE id = r.operation_id LIMIT 1) AS o ON true`;

export function requestSource({ kind, channel, organizationId, since, state, code }: RequestFilter): ListSource {
  const conditions = new Conditions();
  const matches = [
    ...conditions.when(organizationId, (value) => `r.organization_id = ${value}`),
    ...conditions.when(code, (value) => `r.error_code = ${value}`),
    ...conditions.when(since, (value) => `r.received_at >= ${value}`),
    ...conditions.kind(kind, `coalesce(o.kind, ${KIND_OF_ROUTE})`),
    ...conditions.when(channel, (value) => `coalesce(o.channel, r.channel) = ${value}`),
    ...(state === 'none'
      ? ['r.operation_id IS NULL', 'coalesce(r.status, 500) >= 400']
      : conditions.when(state, (value) => `o.state = ${value}`)),
  ];
  return {
    table: 'change_requests',
    key: ['id'],
    direction: 'DESC',
    time: 'received_at',
    within: [],
    join: OPERATION_OF_REQUEST,
    matches,
    values: conditions.values,
  };
}

/** Conditions of a WHERE with the values of their parameters. */
class Conditions {
  readonly values: unknown[] = [];

  when(value: unknown, condition: (parameter: string) => string): string[] {
    if (value === undefined) return [];
    this.values.push(value);
    return [condition(`$${this.values.length}`)];
  }

  kind(kind: OperationFilter['kind'], column: string): string[] {
    if (kind === 'single') return [`${column} <> 'member.bulk_add'`];
    return this.when(kind, (value) => `${column} = ${value}`);
  }
}
