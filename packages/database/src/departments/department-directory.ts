import type {
  ChangeOrigin,
  Department,
  DepartmentId,
  DepartmentTreeNode,
  ExpectedVersion,
  OrganizationId,
} from '@roster/domain';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { createDepartment, type NewDepartment } from './create-department.js';
import { type Deletion, deleteDepartment } from './delete-department.js';
import { type DepartmentListQuery, type DepartmentPage, listDepartments } from './list-departments.js';
import { type DepartmentMove, moveDepartment } from './move-department.js';
import { readDepartment } from './read-department.js';
import { readDepartmentTree, type TreeQuery } from './read-department-tree.js';
import { type DepartmentPatch, updateDepartment } from './update-department.js';

const TRIES = 4;

/** The departments of all organizations: each change is one transaction, made before the promise resolves. */
export class DepartmentDirectory {
  constructor(private readonly dataSource: DataSource) {}

  retrieve(organizationId: OrganizationId, id: DepartmentId): Promise<Department> {
    return readDepartment(this.dataSource.manager, organizationId, id);
  }

  list(query: DepartmentListQuery): Promise<DepartmentPage> {
    return listDepartments(this.dataSource.manager, query);
  }

  tree(query: TreeQuery): Promise<DepartmentTreeNode[]> {
    return readDepartmentTree(this.dataSource.manager, query);
  }

  create(origin: ChangeOrigin, organizationId: OrganizationId, wish: NewDepartment): Promise<Department> {
    return this.change((tx) => createDepartment(tx, origin, organizationId, wish));
  }

  update(
    origin: ChangeOrigin,
    target: { organizationId: OrganizationId; id: DepartmentId; expected: ExpectedVersion },
    patch: DepartmentPatch,
  ): Promise<Department> {
    return this.change((tx) => updateDepartment(tx, origin, target, patch));
  }

  move(origin: ChangeOrigin, wish: Parameters<typeof moveDepartment>[2]): Promise<DepartmentMove> {
    return this.change((tx) => moveDepartment(tx, origin, wish));
  }

  delete(origin: ChangeOrigin, deletion: Deletion): Promise<void> {
    return this.change((tx) => deleteDepartment(tx, origin, deletion));
  }

  /**
   * A batch of the ledger that removes members of one department and adds to another may wait for a deletion that waits
   * for it. Postgres then ends one of the two; if it is ours, nothing has happened and it is tried again.
   */
  private async change<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt === TRIES || !isDeadlock(error)) throw error;
      }
    }
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isDeadlock(error: unknown): boolean {
  return error instanceof QueryFailedError && 'code' in error.driverError && error.driverError.code === '40P01';
}
