import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import { Operation } from '../entities/operation.entity.js';
import { blockRangeTransaction } from '../planning/planned-transaction.js';

/** By what the audit is searched over all organizations. */
export type AuditKey = 'operation_id' | 'trace_id' | 'user_id' | 'organization_id' | 'department_id';

/** Newest audit events of an organization that are looked through for one department. */
const LOOKED_THROUGH = 20_000;

/** Finds changes over all organizations: for operators only. */
export class OperationFinder {
  constructor(private readonly dataSource: DataSource) {}

  find(operationId: string): Promise<Operation | null> {
    return this.dataSource.manager.findOneBy(Operation, { id: operationId });
  }

  findAll(operationIds: readonly string[]): Promise<Operation[]> {
    return this.dataSource.manager
      .createQueryBuilder(Operation, 'o')
      .where('o.id = ANY (:operationIds)', { operationIds })
      .getMany();
  }

  byTrace(traceId: string, limit: number): Promise<Operation[]> {
    return this.dataSource.manager.find(Operation, {
      where: { trace_id: traceId },
      order: { created_at: 'DESC' },
      take: limit,
    });
  }

  /**
   * The newest first. A Bloom filter tells where an operation, trace or user may be; materialized, so that the planner
   * does not walk the audit backwards by its ids instead. An organization has an index in that order.
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

  /** Lets the relay take an accepted operation at its next sweep. False when it has ended, or is none. */
  async expedite(operationId: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `UPDATE operations SET relay_at = clock_timestamp() WHERE id = $1 AND state = 'accepted'`,
      [operationId],
    );
    return count > 0;
  }
}
