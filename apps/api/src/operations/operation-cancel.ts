import { Inject, Injectable } from '@nestjs/common';
import { cancelOperation, type KeyedRequest, runIdempotently } from '@roster/database';
import { type ChangeOrigin, DomainError, type OperationId, type OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { WRITES } from '../tokens.js';
import { type OperationObject, toOperationObject } from './operation-object.js';

@Injectable()
export class OperationCancel {
  constructor(@Inject(WRITES) private readonly writes: DataSource) {}

  /** @throws DomainError OPERATION_NOT_FOUND, or OPERATION_NOT_CANCELLABLE when it has ended */
  cancel(
    origin: ChangeOrigin,
    organizationId: OrganizationId,
    operationId: OperationId,
    request: KeyedRequest | null,
  ): Promise<OperationObject> {
    return runIdempotently(this.writes, request, async (tx) => {
      const found = await cancelOperation(tx, origin, organizationId, operationId);
      if (found === null) throw new DomainError('OPERATION_NOT_FOUND', { operation_id: operationId });
      const { cancelled, operation } = found;
      if (cancelled) return toOperationObject(operation);
      throw new DomainError('OPERATION_NOT_CANCELLABLE', { operation_id: operationId, state: operation.state });
    });
  }
}
