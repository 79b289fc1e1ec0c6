import { readDepartment } from '../departments/department-row.js';
import { type DepartmentListQuery, listDepartments } from '../departments/list-departments.js';
import { readDepartmentTree } from '../departments/read-department-tree.js';
import { listMemberDepartments } from '../memberships/list-memberships.js';
import { type LargeDatabase, ROOT, SIZE, SMALL } from './large-database.fixture.js';
import { type PlannedRead, PROPORTION, pageOf } from './plan.fixture.js';

const departments = (large: LargeDatabase, query: Partial<DepartmentListQuery> = {}) =>
  listDepartments(large.dataSource.manager, { ...pageOf(large), sort: 'name', ...query });
function tree(large: LargeDatabase, root: number) {
  const query = { organizationId: large.organizationId, root: large.department(root) };
  return readDepartmentTree(large.dataSource.manager, query);
}

export const DEPARTMENT_PLANS: PlannedRead[] = [
  ['by name', (large) => departments(large), 'departments_name_idx'],
  ['by name backwards', (large) => departments(large, { sort: '-name' }), 'departments_name_idx'],
  ['by age', (large) => departments(large, { sort: 'created_at' }), 'departments_age_idx'],
  ['by age backwards', (large) => departments(large, { sort: '-created_at' }), 'departments_age_idx'],
  [
    'on a later page',
    (large) => departments(large, { after: { key: 'payments', id: large.department(9) } }),
    'departments_name_idx',
  ],
  [
    'with a part of a name',
    (large) => departments(large, { name: 'nordics' }),
    'departments_name_idx',
    { departments: SIZE.departments + PROPORTION },
  ],
  ['below one', (large) => departments(large, { parentId: large.department(ROOT) }), 'departments_sibling_name_key'],
  ['at the top', (large) => departments(large, { parentId: null }), 'departments_sibling_name_key'],
  ['that somebody manages', (large) => departments(large, { managerId: large.person(7) }), 'departments_manager_idx'],
  [
    'of which one is read',
    (large) => readDepartment(large.dataSource.manager, large.organizationId, large.department(SMALL)),
    'departments_organization_id_id_key',
  ],
  [
    'of a person',
    (large) => listMemberDepartments(large.dataSource.manager, { ...pageOf(large), userId: large.person(7) }),
    'department_members_pkey',
  ],
  ['as the tree below one', (large) => tree(large, SMALL), 'departments_sibling_name_key'],
];
