import { userIdSchema } from '@roster/domain';
import { listMembers, type MemberListQuery } from '../members/list-members.js';
import type { LargeDatabase } from './large-database.fixture.js';
import { type PlannedRead, PROPORTION, pageOf } from './plan.fixture.js';

const people = (large: LargeDatabase, query: Partial<MemberListQuery> = {}) =>
  listMembers(large.dataSource.manager, { ...pageOf(large), ...query });

/** One letter is in too many names for the index of the search: it looks at people until the page is full. */
export const ONE_LETTER = { department_members: 4_000, organization_members: 4_000 };
/** Before a list by name, matches are counted up to 2,000. */
const COUNTED_BY_NAME = { organization_members: 2_000 + PROPORTION };
const BY_NAME = { sort: 'full_name' } as const;
const inTheMiddle = (large: LargeDatabase) => ({
  ...BY_NAME,
  after: { ...BY_NAME, key: 'quinn', userId: large.person(1) },
});
const LAST = { ...BY_NAME, key: 'zzz', userId: userIdSchema.parse('usr_1') };

export const PEOPLE_PLANS: PlannedRead[] = [
  ['of an organization', (large) => people(large), 'organization_members_pkey'],
  [
    'on a later page',
    (large) => people(large, { after: { sort: 'user_id', userId: large.person(9_000) } }),
    'organization_members_pkey',
  ],
  ['with a rare name', (large) => people(large, { q: 'quinn west' }), 'organization_members_search_idx'],
  ['with a name of many', (large) => people(large, { q: 'company' }), 'organization_members_pkey'],
  ['with one letter', (large) => people(large, { q: 'q' }), 'organization_members_pkey', ONE_LETTER],
  ['with a name that nobody has', (large) => people(large, { q: 'zzzz' }), 'organization_members_search_idx'],
  ['by name', (large) => people(large, BY_NAME), 'organization_members_name_idx'],
  ['by name on a page in the middle', (large) => people(large, inTheMiddle(large)), 'organization_members_name_idx'],
  ['by name on the last page', (large) => people(large, { ...BY_NAME, after: LAST }), 'organization_members_name_idx'],
  [
    'with a rare name, by name',
    (large) => people(large, { ...BY_NAME, q: 'quinn west' }),
    'organization_members_search_idx',
  ],
  ['who are admins, by name', (large) => people(large, { ...BY_NAME, role: 'admin' }), 'organization_members_role_idx'],
  [
    'with a name of many, by name',
    (large) => people(large, { ...BY_NAME, q: 'company' }),
    'organization_members_name_idx',
    COUNTED_BY_NAME,
  ],
  [
    'with a name of many, by name, on a page in the middle',
    (large) => people(large, { ...inTheMiddle(large), q: 'company' }),
    'organization_members_name_idx',
    COUNTED_BY_NAME,
  ],
  [
    'who are active, by name, on a page in the middle',
    (large) => people(large, { ...inTheMiddle(large), status: 'active' }),
    'organization_members_name_idx',
    COUNTED_BY_NAME,
  ],
  ['who are owners', (large) => people(large, { role: 'owner' }), 'organization_members_role_idx'],
  ['who are admins', (large) => people(large, { role: 'admin' }), 'organization_members_role_idx'],
  ['who are members', (large) => people(large, { role: 'member' }), 'organization_members_pkey'],
  ['who are active', (large) => people(large, { status: 'active' }), 'organization_members_'],
  ['who are deactivated', (large) => people(large, { status: 'deactivated' }), 'organization_members_deactivated_idx'],
  [
    'who are deactivated admins',
    (large) => people(large, { status: 'deactivated', role: 'admin' }),
    'organization_members_',
  ],
];
