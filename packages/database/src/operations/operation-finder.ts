import type { Actor } from '@roster/domain';
import { Any, type DataSource } from 'typeorm';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import { Operation } from '../entities/operation.entity.js';
import { blockRangeTransaction, walkTransaction } from '../transactions/planned-transaction.js';

/** The column by which the audit is searched. */
export type AuditKey = 'operation_id' | 'trace_id' | 'user_id' | 'organization_id' | 'department_id';

/** The newest audit events that are searched for a department, and the newest operations of a state for a trace. */
const LOOKED_THROUGH = 20_000;

/** Each has an index in the order of this time. */
const UNDONE = [
  ['accepted', 'created_at'],
  ['failed', 'finished_at'],
  ['cancelled', 'finished_at'],
] as const;

/** The callers of an organization that are tried for an Idempotency-Key, at most. */
const MOST_ACTORS = 5_000;

/** Finds changes in all organizations: for operators only. */
export class OperationFinder {
  constructor(private readonly dataSource: DataSource) {}

  find(operationId: string): Promise<Operation | null> {
    return this.dataSource.manager.findOneBy(Operation, { id: operationId });
  }

  findAll(operationIds: readonly string[]): Promise<Operation[]> {
    return this.dataSource.manager.findBy(Operation, { id: Any(operationIds) });
  }

  /**
   * Who may have sent changes with an Idempotency-Key: the organization's API keys, owners, admins and managers, and
   * the callers that made its newest changes.
   */
  actorsOf(organizationId: string): Promise<Actor[]> {
    return this.dataSource.query(
      `(SELECT 'api_key' AS type, id FROM api_keys WHERE organization_id = $1 ORDER BY id DESC LIMIT ${MOST_ACTORS})
       UNION
       (SELECT 'user', user_id FROM organization_members
        WHERE organization_id = $1 AND role <> 'member' ORDER BY user_id DESC LIMIT ${MOST_ACTORS})
       UNION
       SELECT 'user', manager_user_id FROM departments WHERE organization_id = $1 AND manager_user_id IS NOT NULL
       UNION
       SELECT actor_type, actor_id FROM (
         SELECT actor_type, actor_id FROM audit_events
         WHERE organization_id = $1 ORDER BY id DESC LIMIT ${LOOKED_THROUGH}) AS newest
       LIMIT ${MOST_ACTORS}`,
      [organizationId],
    );
  }

  /**
   * Those that wait, failed or were cancelled: they may be in no audit event. Done ones are found by the audit and by the
   * requests; there is no index for them, as each add would have to write it.
   */
  byTrace(traceId: string, limit: number): Promise<Operation[]> {
    const newest = UNDONE.map(
      ([state, time]) =>
        `(SELECT * FROM operations WHERE state = '${state}' ORDER BY ${time} DESC, id DESC LIMIT ${LOOKED_THROUGH})`,
    );
    return walkTransaction(this.dataSource, (tx) =>
      tx.query(
        `SELECT * FROM (${newest.join(' UNION ALL ')}) AS newest WHERE trace_id = $1 ORDER BY created_at DESC LIMIT $2`,
        [traceId, limit],
      ),
    );
  }

  /**
   * The newest first. A Bloom filter finds operations, traces and users; materialized, so that the planner does not walk the
   * audit backwards by its IDs instead. For organizations there is an index in this order.
   */
  audit(key: AuditKey, value: string, limit: number): Promise<AuditEvent[]> {
    if (key === 'department_id') return this.auditOfDepartment(value, limit);
    const walk = key === 'organization_id' ? 'NOT MATERIALIZED' : 'MATERIALIZED';
    return blockRangeTransaction(this.dataSource, (tx) =>
      tx.query(
        `WITH found AS ${walk} (SELECT * FROM audit_events WHERE ${key} = $1)
         SELECT * FROM found ORDER BY id DESC LIMIT $2`,
        [value, limit],
      ),
    );
  }

  private auditOfDepartment(departmentId: string, limit: number): Promise<AuditEvent[]> {
    return this.dataSource.query(
      `SELECT * FROM (
         SELECT * FROM audit_events
         WHERE organization_id = (SELECT organization_id FROM departments WHERE id = $1 LIMIT 1)
         ORDER BY id DESC LIMIT ${LOOKED_THROUGH}) AS newest
       WHERE department_id = $1 ORDER BY id DESC LIMIT $2`,
      [departmentId, limit],
    );
  }

  /** Makes an accepted operation overdue, so that a worker carries it out at once. False when there is none. */
  async expedite(operationId: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `UPDATE operations SET relay_at = clock_timestamp() WHERE id = $1 AND state = 'accepted'`,
      [operationId],
    );
    return count > 0;
  }
}
