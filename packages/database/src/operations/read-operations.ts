import { type OperationId, type OperationReading, operationResultSchema } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import type { Operation } from '../entities/operation.entity.js';

type Row = Pick<Operation, 'id' | 'state' | 'request_hash' | 'result'>;

/** What the rows of these operations say now; ids without a row are left out. */
export async function readOperations(
  tx: EntityManager,
  ids: readonly OperationId[],
): Promise<Map<OperationId, OperationReading>> {
  const rows: Row[] = await tx.query(`SELECT id, state, request_hash, result FROM operations WHERE id = ANY ($1)`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id as OperationId, toReading(row)]));
}

function toReading(row: Row): OperationReading {
  if (row.state === 'accepted') return { state: 'accepted', requestHash: row.request_hash };
  const result = operationResultSchema.parse({
    operationId: row.id,
    requestHash: row.request_hash,
    outcome: row.result,
  });
  return { state: 'settled', result };
}
