import { type ChangeOrigin, type Department, type DepartmentId, departmentIdSchema } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { ORGANIZATION } from '../database.fixture.js';
import type { NewDepartment } from './create-department.js';
import type { Deletion } from './delete-department.js';
import { DepartmentDirectory } from './department-directory.js';

export const ORIGIN: ChangeOrigin = {
  actor: { type: 'api_key', id: 'key_test' },
  channel: 'rest',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
};

export const id = (name: string) => departmentIdSchema.parse(`dept_${name}`);

/** The directory of the demo organization, in the words of a test. */
export function openDirectory(dataSource: DataSource) {
  const directory = new DepartmentDirectory(dataSource);
  const make = (name: string, parentId: DepartmentId | null = null, more: Partial<NewDepartment> = {}) =>
    directory.create(ORIGIN, ORGANIZATION, {
      name,
      parent_id: parentId,
      description: null,
      manager_user_id: null,
      ...more,
    });
  return {
    directory,
    make,
    /** Departments one below the other; the first one stands below `parentId`. */
    async chain(names: readonly string[], parentId: DepartmentId | null = null) {
      const made: Department[] = [];
      for (const name of names) made.push(await make(name, made.at(-1)?.id ?? parentId));
      return made;
    },
    move: (departmentId: DepartmentId, parentId: DepartmentId | null, dryRun = false) =>
      directory.move(ORIGIN, { organizationId: ORGANIZATION, id: departmentId, parentId, expected: null, dryRun }),
    remove: (departmentId: DepartmentId, policy: Partial<Pick<Deletion, 'children' | 'members' | 'membersTo'>> = {}) =>
      directory.delete(ORIGIN, {
        organizationId: ORGANIZATION,
        id: departmentId,
        expected: null,
        children: policy.children,
        members: policy.members,
        membersTo: policy.membersTo,
      }),
    /** What the audit says of a department since it was made, oldest first. */
    audit: (departmentId: DepartmentId): Promise<Record<string, unknown>[]> =>
      dataSource.query(
        `SELECT action, subject, user_id, "before", "after" FROM audit_events WHERE department_id = $1 ORDER BY id`,
        [departmentId],
      ),
  };
}
