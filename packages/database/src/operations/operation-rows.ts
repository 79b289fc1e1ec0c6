import {
  type BulkAdd,
  type MembershipCommand,
  type OperationId,
  type OperationReading,
  type OperationState,
  operationResultSchema,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import type { Operation } from '../entities/operation.entity.js';

/**
 * Inserts the row of an accepted operation; false when the operation is there already.
 *
 * A `durable` one is kept for others to carry out: its row holds the command, and it is overdue in three seconds, by
 * when a job should have brought it. All others are settled in the transaction that inserts them.
 */
export async function insertOperation(
  tx: EntityManager,
  operation: MembershipCommand | BulkAdd,
  { durable = false, items = null }: { durable?: boolean; items?: number | null } = {},
): Promise<boolean> {
  const isBulk = operation.kind === 'member.bulk_add';
  const inserted: unknown[] = await tx.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, user_id, to_department_id, request_hash, state,
                             channel, actor_type, actor_id, trace_id, created_at, payload, relay_at,
                             items_total, items_added, items_rejected)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'accepted', $8, $9, $10, $11, $12, $13,
             CASE WHEN $13::jsonb IS NOT NULL THEN clock_timestamp() + interval '3 seconds' END, $14, $15, $15)
     ON CONFLICT (id) DO NOTHING
     RETURNING id`,
    [
      operation.operationId,
      operation.organizationId,
      operation.kind,
      operation.departmentId,
      isBulk ? null : operation.userId,
      isBulk ? null : operation.toDepartmentId,
      operation.requestHash,
      operation.channel,
      operation.actor.type,
      operation.actor.id,
      operation.traceId,
      operation.submittedAt,
      durable ? JSON.stringify(operation) : null,
      items,
      items === null ? null : 0,
    ],
  );
  return inserted.length > 0;
}

/**
 * Locks the row of a command, inserting it if need be. False when the operation is settled, or belongs to another
 * request. The transaction that holds the lock of an accepted operation settles it.
 */
export async function claimOperation(tx: EntityManager, command: MembershipCommand): Promise<boolean> {
  await insertOperation(tx, command);
  const rows: unknown[] = await tx.query(
    `SELECT FROM operations WHERE id = $1 AND state = 'accepted' AND request_hash IS NOT DISTINCT FROM $2 FOR UPDATE`,
    [command.operationId, command.requestHash],
  );
  return rows.length > 0;
}

/** Ends an accepted operation with its outcome; false when there is none. A bulk keeps its payload for a retry. */
export async function settleOperation(
  tx: EntityManager,
  id: OperationId,
  state: Exclude<OperationState, 'accepted'>,
  outcome: object,
): Promise<boolean> {
  const [ended]: [unknown[], number] = await tx.query(
    `UPDATE operations SET state = $2, result = $3, finished_at = clock_timestamp(),
                           payload = CASE kind WHEN 'member.bulk_add' THEN payload END
     WHERE id = $1 AND state = 'accepted' RETURNING id`,
    [id, state, JSON.stringify(outcome)],
  );
  return ended.length > 0;
}

type Row = Pick<Operation, 'id' | 'state' | 'request_hash' | 'result'>;

/** The state of these operations; IDs without a row are left out. */
export async function readOperations(
  tx: EntityManager,
  ids: readonly OperationId[],
): Promise<Map<OperationId, OperationReading>> {
  const rows: Row[] = await tx.query(`SELECT id, state, request_hash, result FROM operations WHERE id = ANY ($1)`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id as OperationId, toReading(row)]));
}

function toReading({ id, state, request_hash: requestHash, result: outcome }: Row): OperationReading {
  if (state === 'accepted') return { state, requestHash };
  return { state: 'settled', result: operationResultSchema.parse({ operationId: id, requestHash, outcome }) };
}
