import type { OperationId, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { cancelPendingItems } from '../bulk/cancel-pending-items.js';
import { Operation } from '../entities/operation.entity.js';

/**
 * Ends an operation that has not begun, or a bulk between two chunks: this waits for the one that is under way.
 * `cancelled` is false when it had ended before; null when there is none.
 */
export async function cancelOperation(
  tx: EntityManager,
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
  return operation && { cancelled, operation };
}
