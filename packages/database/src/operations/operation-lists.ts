import type { DataSource } from 'typeorm';
import type { Operation } from '../entities/operation.entity.js';
import type { ChangeRequestRow } from '../entities/telemetry.entity.js';
import { walkTransaction } from '../transactions/planned-transaction.js';
import {
  type ListedState,
  type ListSource,
  type OperationFilter,
  operationSource,
  type RequestFilter,
  requestSource,
} from './operation-list-sources.js';

/** Where a page of operations begins or ends: the time (RFC 3339) and ID of an operation. */
export interface OperationPosition {
  readonly at: string;
  readonly id: string;
}
/** The same for requests: the ID of the record. */
export type RequestPosition = string;

/** Which page: the one after a position or the one before it; the first without either. */
export interface PageQuery<Position> {
  readonly after?: Position | undefined;
  readonly before?: Position | undefined;
  readonly limit: number;
}

export interface ListPage<Row, Position> {
  readonly rows: readonly Row[];
  /** For the page `before`; null when this is the first one. */
  readonly previous: Position | null;
  /** For the page `after`; null when nothing follows. */
  readonly next: Position | null;
  /** The page is not full, yet the list goes on: this many rows were looked through, as far as this time. */
  readonly looked: { readonly count: number; readonly until: Date } | null;
}

export interface OperationTotal {
  readonly count: number;
  /** There may be more: the count covers the first rows only. */
  readonly isPartial: boolean;
  /** When the oldest of them was requested. */
  readonly oldest: Date | null;
}

/**
 * Rows that one page looks through for those that match its filter. It bounds the work on a table of any size; a page
 * that is not full then leads on from where it stopped.
 */
const LOOKED_THROUGH = 10_000;

/** Where the walk through the rows ended. */
interface Walk {
  readonly looked_count: number;
  readonly looked_newest: Date | null;
  /** The last row that was looked at; null when there was none. */
  readonly looked_id: string | null;
  readonly looked_until: Date | null;
}

/** Lists operations and requests of all organizations: for operators only. */
export class OperationLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lookedThrough = LOOKED_THROUGH,
  ) {}

  /** Accepted ones, the longest wait first; failed or cancelled ones, the latest first. */
  operations(
    state: ListedState,
    filter: OperationFilter,
    page: PageQuery<OperationPosition>,
  ): Promise<ListPage<Operation, OperationPosition>> {
    const source = operationSource(state, filter);
    return this.page<Operation, OperationPosition>(source, page, undefined, {
      values: ({ at, id }) => [at, id],
      of: (id, at) => ({ at: at.toISOString(), id }),
    });
  }

  /** How many operations the list has. */
  async total(state: ListedState, filter: OperationFilter): Promise<OperationTotal> {
    const { matches, values, ...source } = operationSource(state, filter);
    const matched = `FILTER (WHERE ${['true', ...matches].join(' AND ')})`;
    const [row]: [{ count: number; oldest: Date | null; looked: number }] = await this.query(
      `SELECT count(*) ${matched}::int AS count, min(created_at) ${matched} AS oldest, count(*)::int AS looked
       FROM (${walk(source, this.lookedThrough)}) AS r`,
      values,
    );
    return { count: row.count, oldest: row.oldest, isPartial: row.looked === this.lookedThrough };
  }

  /** Requests for changes, the latest first, whether they became an operation or not. */
  requests(
    filter: RequestFilter,
    page: PageQuery<RequestPosition>,
  ): Promise<ListPage<ChangeRequestRow, RequestPosition>> {
    return this.page<ChangeRequestRow, RequestPosition>(requestSource(filter), page, filter.since, {
      values: (id) => [id],
      of: (id) => id,
    });
  }

  /** @param since the list ends where all rows are older. For rows that are only roughly in the order of time. */
  private async page<Row extends { id: string }, Position>(
    source: ListSource,
    { after, before, limit }: PageQuery<Position>,
    since: Date | undefined,
    position: {
      values(position: Position): unknown[];
      of(id: string, at: Date): Position;
    },
  ): Promise<ListPage<Row, Position>> {
    const isBack = before !== undefined;
    const from = before ?? after;
    const most = source.matches.length === 0 ? limit + 1 : this.lookedThrough;
    const { rows, end } = await this.read<Row>(source, from && position.values(from), isBack, limit + 1, most);
    const isFull = rows.length > limit;
    const isOver = end.looked_count < most || (since !== undefined && (end.looked_newest ?? since) < since);
    // Back at the beginning: a page as long as any, with what has come in meanwhile.
    if (isBack && !isFull && isOver) return this.page(source, { limit }, since, position);
    const shown = rows.slice(0, limit);
    if (isBack) shown.reverse();
    const { looked_id: lookedId, looked_until: lookedUntil } = end;
    const stopped = lookedId !== null && lookedUntil !== null ? position.of(lookedId, lookedUntil) : null;
    const at = (row: Row | undefined) =>
      row === undefined ? stopped : position.of(row.id, row[source.time as keyof Row] as Date);
    const onward = isFull ? at(isBack ? shown[0] : shown.at(-1)) : isOver ? null : stopped;
    const backward = isBack ? at(shown.at(-1)) : from === undefined ? null : at(shown[0]);
    return {
      rows: shown,
      previous: isBack ? onward : backward,
      next: isBack ? backward : onward,
      looked: isFull || isOver || lookedUntil === null ? null : { count: end.looked_count, until: lookedUntil },
    };
  }

  /** Reads towards the end of the list, or back towards its beginning: then the nearest row comes first. */
  private async read<Row>(
    source: ListSource,
    from: readonly unknown[] | undefined,
    isBack: boolean,
    limit: number,
    most: number,
  ): Promise<{ rows: Row[]; end: Walk }> {
    const { key, time, join, matches } = source;
    const direction = isBack === (source.direction === 'ASC') ? 'DESC' : 'ASC';
    const opposite = direction === 'ASC' ? 'DESC' : 'ASC';
    const begin = from?.map((_, index) => `$${source.values.length + index + 1}`).join();
    const beyond = begin === undefined ? [] : [`(${key.join()}) ${direction === 'ASC' ? '>' : '<'} (${begin})`];
    const walked = { ...source, direction, within: [...source.within, ...beyond] } as const;
    const order = (prefix: string, way: string) => key.map((column) => `${prefix}${column} ${way}`).join();
    const found: (Row & Walk & { is_match: true | null })[] = await this.query(
      `WITH looked AS MATERIALIZED (${walk(walked, most)}),
       walk AS (SELECT count(*)::int AS looked_count, max(${time}) AS looked_newest FROM looked),
       last AS (
         SELECT id::text AS looked_id, ${time} AS looked_until FROM looked ORDER BY ${order('', opposite)} LIMIT 1)
       SELECT * FROM walk LEFT JOIN last ON true LEFT JOIN (
         SELECT r.*, true AS is_match FROM looked r ${join}
         WHERE ${['true', ...matches].join(' AND ')}
         ORDER BY ${order('r.', direction)} LIMIT ${limit}) AS r ON true
       ORDER BY ${order('r.', direction)}`,
      [...source.values, ...(from ?? [])],
    );
    const [first] = found;
    if (first === undefined) throw new Error('an aggregate without a row');
    return { rows: found.filter(({ is_match }) => is_match !== null), end: first };
  }

  private query<Rows>(statement: string, values: unknown[]): Promise<Rows> {
    return walkTransaction(this.dataSource, (tx) => tx.query(statement, values));
  }
}

/** The rows of a list in its order, as many as may be looked through. */
function walk({ table, key, direction, within }: Omit<ListSource, 'matches' | 'values'>, most: number): string {
  const order = key.map((column) => `${column} ${direction}`).join();
  return `SELECT * FROM ${table} WHERE ${['true', ...within].join(' AND ')} ORDER BY ${order} LIMIT ${most}`;
}
