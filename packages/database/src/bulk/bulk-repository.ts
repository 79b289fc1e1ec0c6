import { type BulkAdd, type BulkItem, DomainError, type OperationId, type OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { isFenced } from '../cells/fences.js';
import { Department } from '../entities/department.entity.js';
import { Operation, OperationItem } from '../entities/operation.entity.js';
import { isOpen } from '../open-organizations.js';
import { cancelPendingItems } from '../operations/cancel-operation.js';
import { insertOperation, settleOperation } from '../operations/operation-rows.js';

/** Few enough to be serialized without a noticeable delay of the event loop. */
const ITEMS_PER_INSERT = 1_000;

/** The bulk operations of all organizations, as rows of `operations` and `operation_items`. */
export class BulkRepository {
  /** Queries go to `reads`: hanging commits must not use up its connections. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads = dataSource,
  ) {}

  /**
   * Stores the bulk with all its items, or nothing. False when it is there already: the same request was sent again.
   *
   * @throws DomainError DEPARTMENT_NOT_FOUND, or IDEMPOTENCY_KEY_REUSED when the operation belongs to another request
   */
  async create(bulk: BulkAdd, items: readonly BulkItem[]): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await insertBulk(tx, bulk, items.length))) return false;
      for (let from = 0; from < items.length; from += ITEMS_PER_INSERT)
        await insertItems(tx, bulk.operationId, from, items.slice(from, from + ITEMS_PER_INSERT));
      return true;
    });
  }

  /** Creates a bulk of the items that another one, which has ended, did not add. @throws like `create` */
  async createFromLeftOut(bulk: BulkAdd, source: OperationId): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await insertBulk(tx, bulk, await countLeftOut(tx, source)))) return false;
      await tx.query(
        `INSERT INTO operation_items (operation_id, position, line, user_id, email)
         SELECT $1, row_number() OVER (ORDER BY position), line, CASE WHEN email IS NULL THEN user_id END, email
         FROM operation_items WHERE operation_id = $2 AND state IN ('rejected', 'cancelled')`,
        [bulk.operationId, source],
      );
      return true;
    });
  }

  /** The operation, and how many of its items were not added; null when there is none. */
  async findWithLeftOut(
    organizationId: OrganizationId,
    operationId: OperationId,
  ): Promise<{ operation: Operation; leftOut: number } | null> {
    const { manager } = this.reads;
    const operation = await manager.findOneBy(Operation, { id: operationId, organization_id: organizationId });
    return operation && { operation, leftOut: await countLeftOut(manager, operationId) };
  }

  /**
   * Counts an attempt before it is made. Returns the attempts since the last progress, or null when nothing is to be done: the
   * bulk has ended, or its organization is moving.
   */
  async beginAttempt(operationId: OperationId): Promise<number | null> {
    try {
      const [rows]: [{ attempts: number }[], number] = await this.dataSource.query(
        `UPDATE operations SET attempts = attempts + 1, relay_at = clock_timestamp() + interval '10 seconds'
         WHERE id = $1 AND state = 'accepted' AND kind = 'member.bulk_add' RETURNING attempts`,
        [operationId],
      );
      return rows[0]?.attempts ?? null;
    } catch (error) {
      if (isFenced(error)) return null;
      throw error;
    }
  }

  /** Uncounts an attempt that an error ended: it does not show that the bulk kills processes. */
  async forgiveAttempt(operationId: OperationId): Promise<void> {
    await this.dataSource.query(
      `UPDATE operations SET attempts = greatest(attempts - 1, 0) WHERE id = $1 AND state = 'accepted'`,
      [operationId],
    );
  }

  /** Fails a bulk that cannot be finished. Added items stay; no others are added, even if a late delivery comes. */
  async fail(operationId: OperationId, reason: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const failed = await settleOperation(tx, operationId, 'failed', { status: 'failed', reason });
      if (failed) await cancelPendingItems(tx, operationId, 'BULK_INTERRUPTED');
    });
  }

  /**
   * Leases the bulk that has been overdue for longest: no job brought it, or its worker makes no progress. The lease is ten
   * seconds, and every chunk renews it.
   */
  async leaseOverdue(): Promise<Pick<BulkAdd, 'operationId' | 'organizationId' | 'traceId'> | null> {
    const [rows]: [Pick<BulkAdd, 'operationId' | 'organizationId' | 'traceId'>[], number] = await this.dataSource.query(
      `UPDATE operations SET relays = relays + 1, relay_at = clock_timestamp() + interval '10 seconds'
       WHERE id IN (
         SELECT id FROM operations
         WHERE state = 'accepted' AND relay_at < clock_timestamp() AND kind = 'member.bulk_add'
           AND ${isOpen('operations.organization_id')}
         ORDER BY relay_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id AS "operationId", organization_id AS "organizationId", trace_id AS "traceId"`,
    );
    return rows[0] ?? null;
  }
}

/** Inserts items in their order, after `before` others. */
async function insertItems(
  tx: EntityManager,
  operationId: OperationId,
  before: number,
  items: readonly BulkItem[],
): Promise<void> {
  await tx.query(
    `INSERT INTO operation_items (operation_id, position, line, user_id, email)
     SELECT $1, $5::bigint + i.position, i.line, i.user_id, i.email
     FROM unnest($2::integer[], $3::text[], $4::text[]) WITH ORDINALITY AS i (line, user_id, email, position)`,
    [
      operationId,
      items.map(({ line }) => line),
      items.map(({ userId }) => userId),
      items.map(({ email }) => email),
      before,
    ],
  );
}

/** False when the operation is there already. @throws DomainError DEPARTMENT_NOT_FOUND, IDEMPOTENCY_KEY_REUSED */
async function insertBulk(tx: EntityManager, bulk: BulkAdd, items: number): Promise<boolean> {
  const { organizationId, departmentId, operationId } = bulk;
  const department = { id: departmentId, organization_id: organizationId };
  const found = await tx.existsBy(Department, department);
  if (found && (await insertOperation(tx, bulk, { durable: true, items }))) return true;
  const operation = await tx.findOneBy(Operation, { id: operationId });
  if (!operation) throw new DomainError('DEPARTMENT_NOT_FOUND', { department_id: departmentId });
  if (operation.request_hash !== bulk.requestHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return false;
}

function countLeftOut(tx: EntityManager, operationId: OperationId): Promise<number> {
  return tx.countBy(OperationItem, [
    { operation_id: operationId, state: 'rejected' },
    { operation_id: operationId, state: 'cancelled' },
  ]);
}
