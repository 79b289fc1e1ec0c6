import { Injectable } from '@nestjs/common';
import { OperationRepository } from '@roster/database';
import { DomainError, type OperationId, type OrganizationId } from '@roster/domain';
import { type OperationObject, toOperationObject } from './operation-object.js';

@Injectable()
export class OperationReader {
  constructor(private readonly operations: OperationRepository) {}

  /** @throws DomainError OPERATION_NOT_FOUND */
  async read(organizationId: OrganizationId, operationId: OperationId): Promise<OperationObject> {
    const operation = await this.operations.find(organizationId, operationId);
    if (operation === null) throw new DomainError('OPERATION_NOT_FOUND', { operation_id: operationId });
    return toOperationObject(operation);
  }
}
