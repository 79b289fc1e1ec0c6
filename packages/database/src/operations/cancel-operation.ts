import type { ChangeOrigin, DepartmentId, ErrorCode, OperationId, OrganizationId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordChanges } from '../audit/record-changes.js';
import { Operation } from '../entities/operation.entity.js';
import { settleOperation } from './operation-rows.js';

/**
 * Cancels an operation that has not begun, or a bulk between two chunks, after waiting for the current one. `cancelled` is
 * false when the operation has ended, and then nothing is audited; null when there is none.
 */
export async function cancelOperation(
  tx: EntityManager,
  origin: ChangeOrigin,
  organizationId: OrganizationId,
  operationId: OperationId,
): Promise<{ cancelled: boolean; operation: Operation } | null> {
  const key = { id: operationId, organization_id: organizationId };
  if (!(await tx.existsBy(Operation, key))) return null;
  const cancelled = await settleOperation(tx, operationId, 'cancelled', { status: 'cancelled' });
  if (cancelled) await cancelPendingItems(tx, operationId, null);
  const operation = await tx.findOneByOrFail(Operation, key);
  if (cancelled) await recordCancel(tx, origin, operation);
  return { cancelled, operation };
}

/** Operations are purged and the audit is kept: so it also says what was cancelled. */
async function recordCancel(tx: EntityManager, origin: ChangeOrigin, operation: Operation): Promise<void> {
  const { kind, department_id, to_department_id, user_id } = operation;
  const what = { kind, ...(to_department_id === null ? {} : { to_department_id }) };
  await recordChanges(tx, origin, operation.organization_id as OrganizationId, [
    {
      action: 'operation.cancel',
      departmentId: department_id as DepartmentId,
      ...(user_id === null ? {} : { userId: user_id as UserId }),
      operationId: operation.id as OperationId,
      subject: operation.id,
      before: { ...what, state: 'accepted' },
      after: { ...what, state: operation.state },
    },
  ]);
}

/** Cancels the items of a bulk that are not settled. Call it in the transaction that ends the operation. */
export async function cancelPendingItems(tx: EntityManager, operationId: OperationId, code: ErrorCode | null) {
  await tx.query(
    `UPDATE operation_items SET state = 'cancelled', code = $2 WHERE operation_id = $1 AND state = 'pending'`,
    [operationId, code],
  );
}
