import { Controller, Get } from '@nestjs/common';
import type { OperationId, OrganizationId } from '@roster/domain';
import { Allow } from '../auth/access.guard.js';
import { PathId } from '../requests/path-id.decorator.js';
import type { OperationObject } from './operation-object.js';
import { OperationReader } from './operation-reader.js';
import { DocumentOperation } from './operations.docs.js';

@Controller('v1/organizations/:organization_id/operations')
export class OperationsController {
  constructor(private readonly operations: OperationReader) {}

  @Get(':operation_id')
  @Allow('operation.read')
  @DocumentOperation()
  retrieve(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('operation_id') operationId: OperationId,
  ): Promise<OperationObject> {
    return this.operations.read(organizationId, operationId);
  }
}
