import { DomainError, type ItemState, type OperationId, type OrganizationId } from '@roster/domain';
import { type EntityManager, MoreThan } from 'typeorm';
import { Operation, OperationItem } from '../entities/operation.entity.js';
import { type Page, pageOf } from '../sql.js';

export interface ItemListQuery {
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
  readonly state?: ItemState | undefined;
  /** The last position of the previous page. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** A page of items by position; an operation on one membership has none. @throws DomainError OPERATION_NOT_FOUND */
export async function listOperationItems(
  tx: EntityManager,
  { organizationId, operationId, state, after = 0, limit }: ItemListQuery,
): Promise<Page<OperationItem, number>> {
  const found = await tx.existsBy(Operation, { id: operationId, organization_id: organizationId });
  if (!found) throw new DomainError('OPERATION_NOT_FOUND', { operation_id: operationId });
  const rows = await tx.find(OperationItem, {
    where: { operation_id: operationId, position: MoreThan(after), ...(state && { state }) },
    order: { position: 'ASC' },
    take: limit + 1,
  });
  return pageOf(rows, limit, ({ position }) => position);
}
