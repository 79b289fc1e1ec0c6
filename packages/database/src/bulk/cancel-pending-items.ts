import type { ErrorCode, OperationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/** What of a bulk has not been applied when it ends will not be. Call it in the transaction that ends the operation. */
export async function cancelPendingItems(tx: EntityManager, operationId: OperationId, code: ErrorCode | null) {
  await tx.query(
    `UPDATE operation_items SET state = 'cancelled', code = $2 WHERE operation_id = $1 AND state = 'pending'`,
    [operationId, code],
  );
}
