import type { DataSource } from 'typeorm';
import type { ChangeRequestRow } from '../entities/telemetry.entity.js';
import { blockRangeTransaction } from '../transactions/planned-transaction.js';

/** The column by which requests are searched. */
export type ChangeRequestKey =
  | 'trace_id'
  | 'operation_id'
  | 'organization_id'
  | 'department_id'
  | 'user_id'
  | 'trigger_id';

/** The newest requests, which are searched first when no index has the right order. */
const LOOKED_THROUGH = 20_000;

const INDEXED: ReadonlySet<ChangeRequestKey> = new Set(['trace_id', 'operation_id']);

/** Reads the records of all organizations: for operators only. */
export class ChangeRequestReader {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The latest first. Frequent values, such as a large organization, are found among the newest; rare ones by an index or
   * a Bloom filter. Materialized, so that the planner does not walk a large table backwards by its IDs instead.
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

  /** Those of these operations that requests were recorded for. */
  async operationsAmong(operationIds: readonly string[]): Promise<string[]> {
    const rows: { operation_id: string }[] = await this.dataSource.query(
      'SELECT DISTINCT operation_id FROM change_requests WHERE operation_id = ANY ($1)',
      [operationIds],
    );
    return rows.map(({ operation_id }) => operation_id);
  }

  private findAmongNewest(key: ChangeRequestKey, value: string, limit: number): Promise<ChangeRequestRow[]> {
    return this.dataSource.query(
      `SELECT * FROM (SELECT * FROM change_requests ORDER BY id DESC LIMIT ${LOOKED_THROUGH}) AS newest
       WHERE ${key} = $1 ORDER BY id DESC LIMIT $2`,
      [value, limit],
    );
  }
}
