import { Injectable } from '@nestjs/common';
import { OperationRepository } from '@roster/database';
import { DomainError, type OperationId, type OrganizationId } from '@roster/domain';
import { type OperationObject, toOperationObject } from './operation-object.js';

@Injectable()
export class OperationCancel {
  constructor(private readonly operations: OperationRepository) {}

  /** @throws DomainError OPERATION_NOT_FOUND, or OPERATION_NOT_CANCELLABLE when it has ended */
  async cancel(organizationId: OrganizationId, operationId: OperationId): Promise<OperationObject> {
    const found = await this.operations.cancel(organizationId, operationId);
    if (found === null) throw new DomainError('OPERATION_NOT_FOUND', { operation_id: operationId });
    const { cancelled, operation } = found;
    if (cancelled) return toOperationObject(operation);
    throw new DomainError('OPERATION_NOT_CANCELLABLE', { operation_id: operationId, state: operation.state });
  }
}
