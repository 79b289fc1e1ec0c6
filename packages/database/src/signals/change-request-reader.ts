import type { DataSource } from 'typeorm';
import type { ChangeRequest } from '../entities/change-request.entity.js';

/** By which one value requests are looked for. */
export type ChangeRequestKey =
  | 'trace_id'
  | 'operation_id'
  | 'organization_id'
  | 'department_id'
  | 'user_id'
  | 'trigger_id';

/** Reads what was recorded of requests for changes, in all organizations: for operators only. */
export class ChangeRequestReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest first. */
  async find(key: ChangeRequestKey, value: string, limit: number): Promise<ChangeRequest[]> {
    return this.dataSource.query(`SELECT * FROM change_requests WHERE ${key} = $1 ORDER BY id DESC LIMIT $2`, [
      value,
      limit,
    ]);
  }
}
