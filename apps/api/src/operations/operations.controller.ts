import { Controller, Inject } from '@nestjs/common';
import { listOperationItems } from '@roster/database';
import { readsMembers } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { READS } from '../tokens.js';
import { toItemObject } from './operation-item.js';
import { OperationService } from './operation-service.js';
import { operations } from './operations.contract.js';

@Controller()
export class OperationsController {
  constructor(
    private readonly operations: OperationService,
    @Inject(READS) private readonly reads: DataSource,
  ) {}

  @Endpoint(operations.retrieveOperation)
  retrieve({ path, caller }: RequestOf<typeof operations.retrieveOperation>) {
    return this.operations.read(caller.principal, path.operationId);
  }

  @Endpoint(operations.listOperationItems)
  async listItems({ path, caller, query }: RequestOf<typeof operations.listOperationItems>) {
    const { state, limit, cursor: after } = query;
    const { items, next } = await listOperationItems(this.reads.manager, { ...path, state, limit, after });
    const withEmail = readsMembers(caller.principal);
    const data = items.map((item) => toItemObject(item, withEmail));
    return { data, next_cursor: next === null ? null : encodeCursor(next) };
  }

  @Endpoint(operations.cancelOperation)
  cancel({ caller, path, keyed }: RequestOf<typeof operations.cancelOperation>) {
    return this.operations.cancel(caller, path.operationId, keyed);
  }
}
