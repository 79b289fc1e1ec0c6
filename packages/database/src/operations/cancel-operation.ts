import type { ChangeOrigin, DepartmentId, OperationId, OrganizationId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordChanges } from '../audit/record-change.js';
import { cancelPendingItems } from '../bulk/cancel-pending-items.js';
import { Operation } from '../entities/operation.entity.js';

/**
 * Ends an operation that has not begun, or a bulk between two chunks: this waits for the one that is under way.
 * `cancelled` is false when it had ended before, and then nothing is audited; null when there is none.
 */
export async function cancelOperation(
  tx: EntityManager,
  origin: ChangeOrigin,
  organizationId: OrganizationId,
  operationId: OperationId,
): Promise<{ cancelled: boolean; operation: Operation } | null> {
  const [ended]: [unknown[], number] = await tx.query(
    `UPDATE operations SET state = 'cancelled', result = '{"status":"cancelled"}', finished_at = clock_timestamp(),
                           payload = CASE kind WHEN 'member.bulk_add' THEN payload END
     WHERE id = $1 AND organization_id = $2 AND state = 'accepted' RETURNING id`,
    [operationId, organizationId],
  );
  const cancelled = ended.length > 0;
  if (cancelled) await cancelPendingItems(tx, operationId, null);
  const operation = await tx.findOneBy(Operation, { id: operationId, organization_id: organizationId });
  if (cancelled && operation) await recordCancel(tx, origin, operation);
  return operation && { cancelled, operation };
}

/** The operation will be purged, the audit stays: so it says itself what will not be made. */
async function recordCancel(tx: EntityManager, origin: ChangeOrigin, operation: Operation): Promise<void> {
  const { kind, department_id, to_department_id, user_id } = operation;
  const what = { kind, ...(to_department_id === null ? {} : { to_department_id }) };
  await recordChanges(tx, origin, [
    {
      action: 'operation.cancel',
      organizationId: operation.organization_id as OrganizationId,
      departmentId: department_id as DepartmentId,
      ...(user_id === null ? {} : { userId: user_id as UserId }),
      operationId: operation.id as OperationId,
      subject: operation.id,
      before: { ...what, state: 'accepted' },
      after: { ...what, state: operation.state },
    },
  ]);
}
