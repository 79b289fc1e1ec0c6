import { Controller, Delete, Get } from '@nestjs/common';
import { type KeyedRequest, OperationItemReader } from '@roster/database';
import type { ChangeOrigin, OperationId, OrganizationId } from '@roster/domain';
import { Allow } from '../auth/access.guard.js';
import { Origin } from '../requests/caller.decorator.js';
import { encodeCursor } from '../requests/cursor.js';
import { Keyed } from '../requests/keyed-request.decorator.js';
import { PathId } from '../requests/path-id.decorator.js';
import { ValidQuery } from '../requests/query.decorator.js';

import { type ItemPage, type ListItemsQuery, listItemsQuerySchema, toItemObject } from './item-schemas.js';
import { OperationCancel } from './operation-cancel.js';
import type { OperationObject } from './operation-object.js';
import { OperationReader } from './operation-reader.js';
import { DocumentCancel, DocumentItems, DocumentOperation } from './operations.docs.js';

@Controller('v1/organizations/:organization_id/operations')
export class OperationsController {
  constructor(
    private readonly operations: OperationReader,
    private readonly items: OperationItemReader,
    private readonly cancels: OperationCancel,
  ) {}

  @Get(':operation_id')
  @Allow('operation.read')
  @DocumentOperation()
  retrieve(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('operation_id') operationId: OperationId,
  ): Promise<OperationObject> {
    return this.operations.read(organizationId, operationId);
  }

  @Get(':operation_id/items')
  @Allow('operation.read')
  @DocumentItems()
  async listItems(
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('operation_id') operationId: OperationId,
    @ValidQuery(listItemsQuerySchema) { state, limit, cursor: after }: ListItemsQuery,
  ): Promise<ItemPage> {
    const { items, next } = await this.items.list({ organizationId, operationId, state, limit, after });
    return { data: items.map(toItemObject), next_cursor: next === null ? null : encodeCursor(next) };
  }

  @Delete(':operation_id')
  @Allow('operation.cancel')
  @DocumentCancel()
  cancel(
    @Origin() origin: ChangeOrigin,
    @PathId('organization_id') organizationId: OrganizationId,
    @PathId('operation_id') operationId: OperationId,
    @Keyed() request: KeyedRequest | null,
  ): Promise<OperationObject> {
    return this.cancels.cancel(origin, organizationId, operationId, request);
  }
}
