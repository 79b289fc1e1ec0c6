import type { DataSource } from 'typeorm';
import type { ChangeRequestRow } from '../entities/change-request.entity.js';
import { blockRangeTransaction } from '../planning/planned-transaction.js';

/** By which one value requests are looked for. */
export type ChangeRequestKey =
  | 'trace_id'
  | 'operation_id'
  | 'organization_id'
  | 'department_id'
  | 'user_id'
  | 'trigger_id';

/** The newest requests that are looked through first for what has no index in order. */
const LOOKED_THROUGH = 20_000;

const INDEXED: ReadonlySet<ChangeRequestKey> = new Set(['trace_id', 'operation_id']);

/** Reads what was recorded of requests for changes, in all organizations: for operators only. */
export class ChangeRequestReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The latest first. What is asked for often, as a large organization, is found among the newest; what is rare, by an
   * index or a Bloom filter. Materialized, so that the planner does not walk a large table backwards by its ids instead.
   */
  async find(key: ChangeRequestKey, value: string, limit: number): Promise<ChangeRequestRow[]> {
    const newest = INDEXED.has(key) ? [] : await this.findAmongNewest(key, value, limit);
    if (newest.length === limit) return newest;
    return blockRangeTransaction(this.dataSource, (tx) =>
      tx.query(
        `WITH found AS MATERIALIZED (SELECT * FROM change_requests WHERE ${key} = $1)
         SELECT * FROM found ORDER BY id DESC LIMIT $2`,
        [value, limit],
      ),
    );
  }

  private findAmongNewest(key: ChangeRequestKey, value: string, limit: number): Promise<ChangeRequestRow[]> {
    return this.dataSource.query(
      `SELECT * FROM (SELECT * FROM change_requests ORDER BY id DESC LIMIT ${LOOKED_THROUGH}) AS newest
       WHERE ${key} = $1 ORDER BY id DESC LIMIT $2`,
      [value, limit],
    );
  }
}
