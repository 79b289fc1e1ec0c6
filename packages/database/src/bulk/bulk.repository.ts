import { type BulkAdd, type BulkItem, DomainError, type OperationId, type OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { Operation } from '../entities/operation.entity.js';
import { OperationItem } from '../entities/operation-item.entity.js';
import { cancelPendingItems } from './cancel-pending-items.js';

/** Few enough that the event loop is not held up noticeably while they are made ready to be sent. */
const ITEMS_PER_INSERT = 1_000;

/** The bulk operations of all organizations, as rows of `operations` and `operation_items`. */
export class BulkRepository {
  /** What only reads goes to `reads`: commits that hang must not use its connections up. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads = dataSource,
  ) {}

  /**
   * Makes the bulk durable, with all its items or not at all. False when it was there already: the same request was
   * sent again.
   *
   * @throws DomainError DEPARTMENT_NOT_FOUND, or IDEMPOTENCY_KEY_REUSED when the operation belongs to another request
   */
  async create(bulk: BulkAdd, items: readonly BulkItem[]): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await insertOperation(tx, bulk, items.length))) return assertSameRequest(tx, bulk);
      for (let from = 0; from < items.length; from += ITEMS_PER_INSERT)
        await insertItems(tx, bulk.operationId, from, items.slice(from, from + ITEMS_PER_INSERT));
      return true;
    });
  }

  /** Makes a bulk of those whom another one, which has ended, did not add. @throws like `create` */
  async createFromLeftOut(bulk: BulkAdd, source: OperationId): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const count = await countLeftOut(tx, source);
      if (!(await insertOperation(tx, bulk, count))) return assertSameRequest(tx, bulk);
      await tx.query(
        `INSERT INTO operation_items (operation_id, position, line, user_id, email)
         SELECT $1, row_number() OVER (ORDER BY position), line, CASE WHEN email IS NULL THEN user_id END, email
         FROM operation_items WHERE operation_id = $2 AND state IN ('rejected', 'cancelled')`,
        [bulk.operationId, source],
      );
      return true;
    });
  }

  /** The operation, and how many of its people it left out; null when there is none. */
  async findWithLeftOut(
    organizationId: OrganizationId,
    operationId: OperationId,
  ): Promise<{ operation: Operation; leftOut: number } | null> {
    const { manager } = this.reads;
    const operation = await manager.findOneBy(Operation, { id: operationId, organization_id: organizationId });
    return operation && { operation, leftOut: await countLeftOut(manager, operationId) };
  }

  /** Counts a run before it is made; the number of runs since it last came on, or null when it has ended. */
  async beginAttempt(operationId: OperationId): Promise<number | null> {
    const [rows]: [{ attempts: number }[], number] = await this.dataSource.query(
      `UPDATE operations SET attempts = attempts + 1, relay_at = clock_timestamp() + interval '10 seconds'
       WHERE id = $1 AND state = 'accepted' AND kind = 'member.bulk_add' RETURNING attempts`,
      [operationId],
    );
    return rows[0]?.attempts ?? null;
  }

  /** Takes a run back that an error ended and not the process: it does not show that the bulk kills processes. */
  async forgiveAttempt(operationId: OperationId): Promise<void> {
    await this.dataSource.query(
      `UPDATE operations SET attempts = greatest(attempts - 1, 0) WHERE id = $1 AND state = 'accepted'`,
      [operationId],
    );
  }

  /** Ends a bulk that cannot be finished. What was added stays; nothing more will be, also when a late delivery comes. */
  async fail(operationId: OperationId, reason: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const [ended]: [unknown[], number] = await tx.query(
        `UPDATE operations SET state = 'failed', result = jsonb_build_object('status', 'failed', 'reason', $2::text),
                               finished_at = clock_timestamp()
         WHERE id = $1 AND state = 'accepted' AND kind = 'member.bulk_add' RETURNING id`,
        [operationId, reason],
      );
      if (ended.length > 0) await cancelPendingItems(tx, operationId, 'BULK_INTERRUPTED');
    });
  }

  /**
   * Takes the bulk that is overdue for longest: no job brought it, or the worker that was at it came on no more. Leased
   * for ten seconds, which every chunk renews.
   */
  async leaseOverdue(): Promise<Pick<BulkAdd, 'operationId' | 'organizationId' | 'traceId'> | null> {
    const [rows]: [Pick<BulkAdd, 'operationId' | 'organizationId' | 'traceId'>[], number] = await this.dataSource.query(
      `UPDATE operations SET relays = relays + 1, relay_at = clock_timestamp() + interval '10 seconds'
       WHERE id IN (
         SELECT id FROM operations
         WHERE state = 'accepted' AND relay_at < clock_timestamp() AND kind = 'member.bulk_add'
         ORDER BY relay_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id AS "operationId", organization_id AS "organizationId", trace_id AS "traceId"`,
    );
    return rows[0] ?? null;
  }
}

/** Items in their order, those before them being `before`. */
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

/** False when the operation is there already; the department is looked up by the same statement. */
async function insertOperation(tx: EntityManager, bulk: BulkAdd, total: number): Promise<boolean> {
  const inserted: unknown[] = await tx.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, request_hash, state, payload,
                             items_total, items_added, items_rejected,
                             channel, actor_type, actor_id, trace_id, created_at, relay_at)
     SELECT $1, organization_id, $3, id, $5, 'accepted', $6, $7, 0, 0, $8, $9, $10, $11, $12,
            clock_timestamp() + interval '3 seconds'
     FROM departments WHERE organization_id = $2 AND id = $4
     ON CONFLICT (id) DO NOTHING
     RETURNING id`,
    [
      bulk.operationId,
      bulk.organizationId,
      bulk.kind,
      bulk.departmentId,
      bulk.requestHash,
      JSON.stringify(bulk),
      total,
      bulk.channel,
      bulk.actor.type,
      bulk.actor.id,
      bulk.traceId,
      bulk.submittedAt,
    ],
  );
  return inserted.length > 0;
}

/** Why nothing was inserted: the operation is there, as this request's or as another's, or the department is not. */
async function assertSameRequest(tx: EntityManager, bulk: BulkAdd): Promise<false> {
  const operation = await tx.findOneBy(Operation, { id: bulk.operationId });
  if (!operation) throw new DomainError('DEPARTMENT_NOT_FOUND', { department_id: bulk.departmentId });
  if (operation.request_hash !== bulk.requestHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return false;
}

function countLeftOut(tx: EntityManager, operationId: OperationId): Promise<number> {
  return tx.countBy(OperationItem, [
    { operation_id: operationId, state: 'rejected' },
    { operation_id: operationId, state: 'cancelled' },
  ]);
}
