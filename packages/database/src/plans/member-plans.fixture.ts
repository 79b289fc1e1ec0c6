import { listDepartmentMembers, readDepartmentMember } from '../memberships/list-memberships.js';
import type { DepartmentMemberListQuery } from '../memberships/member-list-statement.js';
import { BRANCH, EVERYONE, type LargeDatabase, ROOT, SIZE, SMALL } from './large-database.fixture.js';
import { ONE_LETTER } from './people-plans.fixture.js';
import { type PlannedRead, PROPORTION, pageOf } from './plan.fixture.js';

function members(large: LargeDatabase, department: number, query: Partial<DepartmentMemberListQuery> = {}) {
  const departmentId = large.department(department);
  return listDepartmentMembers(large.dataSource.manager, { ...pageOf(large), departmentId, ...query });
}
const below = (large: LargeDatabase, department: number, query: Partial<DepartmentMemberListQuery> = {}) =>
  members(large, department, { includeDescendants: true, ...query });

/** When a walk through the adds finds too few, all adds to the departments are looked at. */
const WALKED_IN_VAIN = { departments: 6 * SIZE.departments, department_members: 2 * SIZE.memberships };
/** Between those who are members, others are passed over. */
const BETWEEN = { department_members: 4 * PROPORTION, organization_members: 4 * PROPORTION };
/** Matches are counted up to 5,000. */
const COUNTED_MATCHES = { organization_members: 5_000 + PROPORTION };
const LATER = { sort: 'full_name', key: 'quinn', userId: 'usr_1' } as const;

export const MEMBER_PLANS: PlannedRead[] = [
  ['of a department', (large) => members(large, EVERYONE), 'department_members_listing_idx'],
  [
    'on a later page',
    (large) => members(large, EVERYONE, { after: { sort: 'added_at', key: '2023-02-01T00:00:00Z', userId: 'usr_1' } }),
    'department_members_listing_idx',
  ],
  ['by name', (large) => members(large, EVERYONE, { sort: 'full_name' }), 'organization_members_name_idx'],
  [
    'by name on a later page',
    (large) => members(large, EVERYONE, { sort: 'full_name', after: LATER }),
    'organization_members_name_idx',
  ],
  ['of a small department by name', (large) => members(large, SMALL, { sort: 'full_name' }), 'department_members_'],
  [
    'with a rare name',
    (large) => members(large, EVERYONE, { search: 'quinn west' }),
    'organization_members_search_idx',
  ],
  ['with a name of many', (large) => members(large, EVERYONE, { search: 'company' }), 'department_members_'],
  ['with one letter', (large) => members(large, EVERYONE, { search: 'q' }), 'department_members_', ONE_LETTER],
  [
    'with a name that nobody has',
    (large) => members(large, EVERYONE, { search: 'zzzz' }),
    'organization_members_search_idx',
  ],
  [
    'with a name of many by name',
    (large) => members(large, EVERYONE, { search: 'company', sort: 'full_name' }),
    'organization_members_name_idx',
    COUNTED_MATCHES,
  ],
  ['below a department', (large) => below(large, ROOT), 'department_members_time_idx'],
  [
    'below a department on a later page',
    (large) => below(large, ROOT, { after: { sort: 'added_at', key: '2023-02-01T00:00:00Z', userId: 'usr_1' } }),
    'department_members_time_idx',
  ],
  [
    'below a department at the end',
    (large) => below(large, ROOT, { after: { sort: 'added_at', key: '2023-09-01T00:00:00Z', userId: 'usr_1' } }),
    'department_members_time_idx',
    WALKED_IN_VAIN,
  ],
  ['below a small department', (large) => below(large, SMALL), 'department_members_listing_idx'],
  ['below a department by name', (large) => below(large, ROOT, { sort: 'full_name' }), 'organization_members_name_idx'],
  [
    'below a department by name on a later page',
    (large) => below(large, ROOT, { sort: 'full_name', after: LATER }),
    'organization_members_name_idx',
  ],
  ['below a small department by name', (large) => below(large, SMALL, { sort: 'full_name' }), 'department_members_'],
  [
    'with a rare name below a department',
    (large) => below(large, ROOT, { search: 'quinn west' }),
    'organization_members_search_idx',
  ],
  [
    'with a name of many below a department',
    (large) => below(large, ROOT, { search: 'company' }),
    'department_members_time_idx',
    COUNTED_MATCHES,
  ],
  [
    'below a part of the departments whose adds come late',
    (large) => below(large, BRANCH),
    'department_members_listing_idx',
    { departments: 4 * SIZE.departments, department_members: 5_000 + SIZE.departments + 2 * PROPORTION },
  ],
  [
    'below a part of the departments on a later page',
    (large) => below(large, BRANCH, { after: { sort: 'added_at', key: '2023-09-05T00:00:00Z', userId: 'usr_1' } }),
    'department_members_time_idx',
    { departments: SIZE.departments, department_members: 2 * PROPORTION },
  ],
  [
    'below a part of the departments by name',
    (large) => below(large, BRANCH, { sort: 'full_name' }),
    'organization_members_name_idx',
    { ...BETWEEN, departments: 2 * SIZE.departments },
  ],
  [
    'with a rare name below a part of the departments',
    (large) => below(large, BRANCH, { search: 'quinn west' }),
    'organization_members_search_idx',
    { departments: 2 * SIZE.departments },
  ],
  [
    'with a name of many below a small department by name',
    (large) => below(large, SMALL, { search: 'company', sort: 'full_name' }),
    'department_members_',
    COUNTED_MATCHES,
  ],
  [
    'of whom one is read',
    (large) =>
      readDepartmentMember(large.dataSource.manager, large.organizationId, large.department(EVERYONE), large.person(7)),
    'department_members_',
    { department_members: 1, organization_members: 1 },
  ],
];
