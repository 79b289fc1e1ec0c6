import { type Department, type DepartmentId, departmentIdSchema, type ExpectedVersion } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { command, ORGANIZATION, person } from '../database.fixture.js';
import { runIdempotently } from '../idempotency/run-idempotently.js';
import { callerOf } from '../members/members.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { createDepartment, type NewDepartment } from './create-department.js';
import { type Deletion, deleteDepartment } from './delete-department.js';
import { readDepartment } from './department-row.js';
import { type DepartmentListQuery, listDepartments } from './list-departments.js';
import { moveDepartment } from './move-department.js';
import { readDepartmentTree, type TreeQuery } from './read-department-tree.js';
import { type DepartmentPatch, updateDepartment } from './update-department.js';

export const CALLER = callerOf(ORGANIZATION);

export const id = (name: string) => departmentIdSchema.parse(`dept_${name}`);

/** The departments of an organization, in the words of a test. */
export function departmentsOf(dataSource: DataSource, organizationId = ORGANIZATION) {
  const caller = callerOf(organizationId);
  const ledger = new MembershipLedger(dataSource);
  const change = <Result>(work: (tx: EntityManager) => Promise<Result>) => runIdempotently(dataSource, null, work);
  const make = (name: string, parentId: DepartmentId | null = null, more: Partial<NewDepartment> = {}) =>
    change((tx) =>
      createDepartment(tx, caller, { name, parent_id: parentId, description: null, manager_user_id: null, ...more }),
    );
  return {
    make,
    /** Departments one below the other; the first one stands below `parentId`. */
    async chain(names: readonly string[], parentId: DepartmentId | null = null) {
      const made: Department[] = [];
      for (const name of names) made.push(await make(name, made.at(-1)?.id ?? parentId));
      return made;
    },
    read: (departmentId: DepartmentId) => readDepartment(dataSource.manager, organizationId, departmentId),
    list: (query: Partial<DepartmentListQuery> = {}) =>
      listDepartments(dataSource.manager, { organizationId, sort: 'name', limit: 100, ...query }),
    tree: (query: Partial<TreeQuery> = {}) => readDepartmentTree(dataSource.manager, { organizationId, ...query }),
    update: (departmentId: DepartmentId, patch: DepartmentPatch, expected: ExpectedVersion = null) =>
      change((tx) => updateDepartment(tx, caller, { id: departmentId, expected }, patch)),
    move: (departmentId: DepartmentId, parentId: DepartmentId | null, dryRun = false) =>
      change((tx) => moveDepartment(tx, caller, { id: departmentId, parentId, expected: null, dryRun })),
    remove: (departmentId: DepartmentId, policy: Partial<Pick<Deletion, 'children' | 'members' | 'membersTo'>> = {}) =>
      change((tx) =>
        deleteDepartment(tx, caller, {
          id: departmentId,
          expected: null,
          children: undefined,
          members: undefined,
          ...policy,
        }),
      ),
    /** Adds people of the demo organization, by their numbers. */
    addMembers: (departmentId: DepartmentId, ...people: number[]) =>
      ledger.apply(people.map((number) => command({ departmentId, userId: person(number) }))),
    /** What the audit says of a department since it was made, oldest first. */
    audit: (departmentId: DepartmentId): Promise<Record<string, unknown>[]> =>
      dataSource.query(
        `SELECT action, subject, user_id, "before", "after" FROM audit_events WHERE department_id = $1 ORDER BY id`,
        [departmentId],
      ),
  };
}
