import type {
  ChangeOrigin,
  Department,
  DepartmentId,
  DepartmentTreeNode,
  ExpectedVersion,
  OrganizationId,
} from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import type { KeyedRequest } from '../idempotency/run-idempotently.js';
import { runIdempotently } from '../idempotency/run-idempotently.js';
import { createDepartment, type NewDepartment } from './create-department.js';
import { type Deletion, deleteDepartment } from './delete-department.js';
import { readDepartment } from './department-row.js';
import { type DepartmentListQuery, type DepartmentPage, listDepartments } from './list-departments.js';
import { type DepartmentMove, moveDepartment } from './move-department.js';
import { readDepartmentTree, type TreeQuery } from './read-department-tree.js';
import { type DepartmentPatch, updateDepartment } from './update-department.js';

/**
 * The departments of all organizations. Each change is one transaction, committed before the promise resolves. With a
 * keyed request it is made once (see `runIdempotently`).
 */
export class DepartmentDirectory {
  /** Queries go to `reads`: hanging commits must not use up its connections. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly reads = dataSource,
  ) {}

  retrieve(organizationId: OrganizationId, id: DepartmentId): Promise<Department> {
    return readDepartment(this.reads.manager, organizationId, id);
  }

  list(query: DepartmentListQuery): Promise<DepartmentPage> {
    return listDepartments(this.reads.manager, query);
  }

  tree(query: TreeQuery): Promise<DepartmentTreeNode[]> {
    return readDepartmentTree(this.reads.manager, query);
  }

  create(
    origin: ChangeOrigin,
    organizationId: OrganizationId,
    input: NewDepartment,
    request: KeyedRequest | null = null,
  ): Promise<Department> {
    return this.change(request, (tx) => createDepartment(tx, origin, organizationId, input));
  }

  update(
    origin: ChangeOrigin,
    target: { organizationId: OrganizationId; id: DepartmentId; expected: ExpectedVersion },
    patch: DepartmentPatch,
    request: KeyedRequest | null = null,
  ): Promise<Department> {
    return this.change(request, (tx) => updateDepartment(tx, origin, target, patch));
  }

  move(
    origin: ChangeOrigin,
    input: Parameters<typeof moveDepartment>[2],
    request: KeyedRequest | null = null,
  ): Promise<DepartmentMove> {
    return this.change(request, (tx) => moveDepartment(tx, origin, input));
  }

  delete(origin: ChangeOrigin, deletion: Deletion, request: KeyedRequest | null = null): Promise<void> {
    return this.change(request, (tx) => deleteDepartment(tx, origin, deletion));
  }

  private change<Result>(request: KeyedRequest | null, work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    return runIdempotently(this.dataSource, request, work);
  }
}
