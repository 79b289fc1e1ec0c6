import { DomainError, type ItemState, type OperationId, type OrganizationId } from '@roster/domain';
import { type DataSource, MoreThan } from 'typeorm';
import { Operation, OperationItem } from '../entities/operation.entity.js';
import { pageOf } from '../sql.js';

export interface ItemListQuery {
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
  readonly state?: ItemState | undefined;
  /** The last position of the previous page. */
  readonly after?: number | undefined;
  readonly limit: number;
}

export class OperationItemReader {
  constructor(private readonly dataSource: DataSource) {}

  /** A page of items by position; an operation on one membership has none. @throws DomainError OPERATION_NOT_FOUND */
  async list(query: ItemListQuery): Promise<{ items: OperationItem[]; next: number | null }> {
    const { organizationId, operationId, state, after = 0, limit } = query;
    const found = await this.dataSource.manager.existsBy(Operation, {
      id: operationId,
      organization_id: organizationId,
    });
    if (!found) throw new DomainError('OPERATION_NOT_FOUND', { operation_id: operationId });
    const rows = await this.dataSource.manager.find(OperationItem, {
      where: { operation_id: operationId, position: MoreThan(after), ...(state && { state }) },
      order: { position: 'ASC' },
      take: limit + 1,
    });
    const { page, last } = pageOf(rows, limit);
    return { items: page, next: last?.position ?? null };
  }
}
