import { operationIdSchema, userIdSchema } from '@roster/domain';
import { listApiKeys } from './api-keys/api-keys.js';
import { type AuditEventFilter, listAuditEvents } from './audit/list-audit-events.js';
import { readDepartment } from './departments/department-row.js';
import { DepartmentSearch } from './departments/department-search.js';
import { type DepartmentListQuery, listDepartments } from './departments/list-departments.js';
import { readDepartmentTree } from './departments/read-department-tree.js';
import { readWholeTree } from './departments/read-whole-tree.js';
import { listMembers, type MemberListQuery } from './members/list-members.js';
import { listDepartmentMembers, listMemberDepartments, readDepartmentMember } from './memberships/list-memberships.js';
import type { DepartmentMemberListQuery } from './memberships/member-list-statement.js';
import { listOperationItems } from './operations/list-operation-items.js';
import { OperationFinder } from './operations/operation-finder.js';
import { type ListedState, OperationLists, type RequestFilter } from './operations/operation-lists.js';
import { readNames } from './operations/operation-names.js';
import { OperationPurge } from './operations/operation-purge.js';
import { type LargeDatabase, openLargeDatabase, SIZE, SMALL_TENANT } from './plans.fixture.js';
import { readsOn } from './transactions/read-runner.js';

const LIMIT = 50;
/** What a page may look at in each table: itself several times over, never the table. */
const PROPORTION = 8 * (LIMIT + 1);
const BULK = operationIdSchema.parse('op_bulk1');
const BULK_ITEMS = 10_000;
/** Of each: done operations with a request, failed ones, cancelled ones and accepted ones. */
const DONE = 60_000;
const UNDONE = 15_000;

let large: LargeDatabase;
let page: { organizationId: LargeDatabase['organizationId']; limit: number };
beforeAll(async () => {
  large = await openLargeDatabase();
  page = { organizationId: large.organizationId, limit: LIMIT };
  await large.dataSource.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, state, result, channel, actor_type, actor_id,
                             trace_id, created_at, finished_at)
     VALUES ($1, $2, 'member.bulk_add', $3, 'done', '{}', 'bulk', 'system', 'test', 't', now(), now())`,
    [BULK, large.organizationId, large.department(2)],
  );
  // Neither these nor the keys are so few in practice that all of them fit on a page.
  await large.dataSource.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, state, result, channel, actor_type, actor_id,
                             trace_id, created_at, finished_at)
     SELECT 'op_other' || n, $1, 'member.add', $2, 'done', '{}', 'rest', 'system', 'test', 't', now(), now()
     FROM generate_series(1, 5000) n`,
    [large.organizationId, large.department(2)],
  );
  await large.dataSource.query(
    `INSERT INTO api_keys (id, organization_id, name, token_hash, scopes)
     SELECT 'key_' || o.id || n, o.id, 'Other', sha256(convert_to(o.id || n, 'UTF8')), '{}'
     FROM organizations o, generate_series(1, 1000) n WHERE o.id <> $1`,
    [large.organizationId],
  );
  await large.dataSource.query(
    `INSERT INTO operation_items (operation_id, position, state, code)
     SELECT $1, n, CASE n % 10 WHEN 0 THEN 'rejected' ELSE 'added' END, CASE n % 10 WHEN 0 THEN 'MEMBER_NOT_FOUND' END
     FROM generate_series(1, $2::int) n`,
    [BULK, BULK_ITEMS],
  );
  await large.dataSource.query(
    `WITH state (state, amount) AS (VALUES ('done', $3::int), ('failed', $4), ('cancelled', $4), ('accepted', $4)),
     made AS (
       INSERT INTO operations (id, organization_id, kind, department_id, user_id, state, result, channel, actor_type,
                               actor_id, trace_id, created_at, finished_at)
       SELECT 'op_' || md5(state || n), $1, 'member.add', $2, 'usr_1', state,
              CASE WHEN state <> 'accepted' THEN '{}'::jsonb END, 'rest', 'system', 'test', md5(n::text),
              now() - n * interval '10 milliseconds',
              CASE WHEN state <> 'accepted' THEN now() - n * interval '10 milliseconds' END
       FROM state, generate_series(1, amount) n
       RETURNING *)
     INSERT INTO change_requests (trace_id, operation_id, organization_id, channel, route, node, received_at, status)
     SELECT trace_id, id, organization_id, 'rest', 'POST /members', 'node', created_at, 201 FROM made
     ORDER BY created_at`,
    [large.organizationId, large.department(2), DONE, UNDONE],
  );
  await large.owner.query('ANALYZE operations, operation_items, api_keys, change_requests');
}, 120_000);
afterAll(() => large.close());

const EVERYONE = 2;
const ROOT = 1;
const SMALL = 600;

const members = (department: number, query: Partial<DepartmentMemberListQuery> = {}) =>
  listDepartmentMembers(large.dataSource.manager, { ...page, departmentId: large.department(department), ...query });
const below = (department: number, query: Partial<DepartmentMemberListQuery> = {}) =>
  members(department, { includeDescendants: true, ...query });
const people = (query: Partial<MemberListQuery> = {}) => listMembers(large.dataSource.manager, { ...page, ...query });
const departments = (query: Partial<DepartmentListQuery> = {}) =>
  listDepartments(large.dataSource.manager, { ...page, sort: 'name', ...query });
const tree = (root: number) =>
  readDepartmentTree(large.dataSource.manager, { organizationId: large.organizationId, root: large.department(root) });
const wholeTree = (known?: string) =>
  readWholeTree(large.dataSource.manager, { organizationId: large.organizationId, known });
const audit = (filter: AuditEventFilter = {}, before?: string) =>
  listAuditEvents(readsOn(large.dataSource), { ...page, filter, before });
const items = (state?: 'rejected', after?: number) =>
  listOperationItems(large.dataSource.manager, { ...page, operationId: BULK, state, after });

/** One moment ago, in the middle of what the lists have, and an organization without any of it. */
const SINCE = new Date(Date.now() - 60_000);
const MIDDLE = { at: new Date(Date.now() - 60_000).toISOString(), id: 'op_5' };
const operations = (state: ListedState, filter = {}, position = {}) =>
  new OperationLists(large.dataSource).operations(state, filter, { limit: LIMIT, ...position });
const total = (state: ListedState, filter = {}) => new OperationLists(large.dataSource).total(state, filter);
const requests = (filter: RequestFilter = {}, position = {}) =>
  new OperationLists(large.dataSource).requests(filter, { limit: LIMIT, ...position });
const names = () =>
  readNames(
    large.dataSource.manager,
    Array.from({ length: LIMIT }, (_, number) => ({
      organizationId: large.organizationId,
      departmentId: large.department(number),
      userId: large.person(number),
    })),
    { withMembers: true },
  );

/** When a walk through the adds finds too few, all adds to the departments are looked at. */
const WALKED_IN_VAIN = { departments: 6 * SIZE.departments, department_members: 2 * SIZE.memberships };
/** Up to 5,000 are counted and then gathered, and beyond that names are walked. */
const GATHERED = { department_members: 11_000, organization_members: 11_000, departments: 4 * SIZE.departments };
/** One letter is in too many names for the index of the search: it looks at people until the page is full. */
const ONE_LETTER = { department_members: 4_000, organization_members: 4_000 };
/** Matches are counted up to 5,000. */
const COUNTED_MATCHES = { organization_members: 5_000 + PROPORTION };
/** A list with a filter looks through this many rows, and no further. */
const LOOKED = { operations: 10_000, change_requests: 10_000 };
/** And at the operation of each. */
const LOOKED_TWICE = { change_requests: 10_000, operations: 10_000 };
/** Bloom filters name ranges of blocks, in which all events are looked at: at most one range for each event found. */
const BLOCKS = { audit_events: 20_000 };
/** Before a list by name, matches are counted up to 2,000. */
const COUNTED_BY_NAME = { organization_members: 2_000 + PROPORTION };
const BY_NAME = { sort: 'full_name' } as const;
const inTheMiddle = () => ({ ...BY_NAME, after: { ...BY_NAME, key: 'quinn', userId: large.person(1) } });
const LAST = { ...BY_NAME, key: 'zzz', userId: userIdSchema.parse('usr_1') };
const LATER = { sort: 'full_name', key: 'quinn', userId: 'usr_1' } as const;

type Case = [string, () => Promise<unknown>, string, Readonly<Record<string, number>>?];

describe.each<[string, Case[]]>([
  [
    'members',
    [
      ['of a department', () => members(EVERYONE), 'department_members_listing_idx'],
      [
        'on a later page',
        () => members(EVERYONE, { after: { sort: 'added_at', key: '2023-02-01T00:00:00Z', userId: 'usr_1' } }),
        'department_members_listing_idx',
      ],
      ['by name', () => members(EVERYONE, { sort: 'full_name' }), 'organization_members_name_idx', GATHERED],
      [
        'by name on a later page',
        () => members(EVERYONE, { sort: 'full_name', after: LATER }),
        'organization_members_name_idx',
        GATHERED,
      ],
      ['of a small department by name', () => members(SMALL, { sort: 'full_name' }), 'department_members_'],
      ['with a rare name', () => members(EVERYONE, { search: 'quinn west' }), 'organization_members_search_idx'],
      ['with a name of many', () => members(EVERYONE, { search: 'company' }), 'department_members_'],
      ['with one letter', () => members(EVERYONE, { search: 'q' }), 'department_members_', ONE_LETTER],
      ['with a name that nobody has', () => members(EVERYONE, { search: 'zzzz' }), 'organization_members_search_idx'],
      [
        'with a name of many by name',
        () => members(EVERYONE, { search: 'company', sort: 'full_name' }),
        'organization_members_name_idx',
        GATHERED,
      ],
      ['below a department', () => below(ROOT), 'department_members_time_idx', GATHERED],
      [
        'below a department on a later page',
        () => below(ROOT, { after: { sort: 'added_at', key: '2023-02-01T00:00:00Z', userId: 'usr_1' } }),
        'department_members_time_idx',
        GATHERED,
      ],
      [
        'below a department at the end',
        () => below(ROOT, { after: { sort: 'added_at', key: '2023-09-01T00:00:00Z', userId: 'usr_1' } }),
        'department_members_time_idx',
        WALKED_IN_VAIN,
      ],
      ['below a small department', () => below(SMALL), 'department_members_listing_idx'],
      [
        'below a department by name',
        () => below(ROOT, { sort: 'full_name' }),
        'organization_members_name_idx',
        GATHERED,
      ],
      [
        'below a department by name on a later page',
        () => below(ROOT, { sort: 'full_name', after: LATER }),
        'organization_members_name_idx',
        GATHERED,
      ],
      ['below a small department by name', () => below(SMALL, { sort: 'full_name' }), 'department_members_'],
      [
        'with a rare name below a department',
        () => below(ROOT, { search: 'quinn west' }),
        'organization_members_search_idx',
        GATHERED,
      ],
      [
        'with a name of many below a department',
        () => below(ROOT, { search: 'company' }),
        'department_members_time_idx',
        { ...GATHERED, ...COUNTED_MATCHES },
      ],
      [
        'with a name of many below a small department by name',
        () => below(SMALL, { search: 'company', sort: 'full_name' }),
        'department_members_',
        COUNTED_MATCHES,
      ],
      [
        'of whom one is read',
        () =>
          readDepartmentMember(
            large.dataSource.manager,
            page.organizationId,
            large.department(EVERYONE),
            large.person(7),
          ),
        'department_members_',
        { department_members: 1, organization_members: 1 },
      ],
    ],
  ],
  [
    'people',
    [
      ['of an organization', () => people(), 'organization_members_pkey'],
      [
        'on a later page',
        () => people({ after: { sort: 'user_id', userId: large.person(9_000) } }),
        'organization_members_pkey',
      ],
      ['with a rare name', () => people({ q: 'quinn west' }), 'organization_members_search_idx'],
      ['with a name of many', () => people({ q: 'company' }), 'organization_members_pkey'],
      ['with one letter', () => people({ q: 'q' }), 'organization_members_pkey', ONE_LETTER],
      ['with a name that nobody has', () => people({ q: 'zzzz' }), 'organization_members_search_idx'],
      ['by name', () => people(BY_NAME), 'organization_members_name_idx'],
      ['by name on a page in the middle', () => people(inTheMiddle()), 'organization_members_name_idx'],
      ['by name on the last page', () => people({ ...BY_NAME, after: LAST }), 'organization_members_name_idx'],
      ['with a rare name, by name', () => people({ ...BY_NAME, q: 'quinn west' }), 'organization_members_search_idx'],
      ['who are admins, by name', () => people({ ...BY_NAME, role: 'admin' }), 'organization_members_role_idx'],
      [
        'with a name of many, by name',
        () => people({ ...BY_NAME, q: 'company' }),
        'organization_members_name_idx',
        COUNTED_BY_NAME,
      ],
      [
        'with a name of many, by name, on a page in the middle',
        () => people({ ...inTheMiddle(), q: 'company' }),
        'organization_members_name_idx',
        COUNTED_BY_NAME,
      ],
      [
        'who are active, by name, on a page in the middle',
        () => people({ ...inTheMiddle(), status: 'active' }),
        'organization_members_name_idx',
        COUNTED_BY_NAME,
      ],
      ['who are owners', () => people({ role: 'owner' }), 'organization_members_role_idx'],
      ['who are admins', () => people({ role: 'admin' }), 'organization_members_role_idx'],
      ['who are members', () => people({ role: 'member' }), 'organization_members_pkey'],
      ['who are active', () => people({ status: 'active' }), 'organization_members_'],
      ['who are deactivated', () => people({ status: 'deactivated' }), 'organization_members_deactivated_idx'],
      ['who are deactivated admins', () => people({ status: 'deactivated', role: 'admin' }), 'organization_members_'],
    ],
  ],
  [
    'departments',
    [
      ['by name', () => departments(), 'departments_name_idx'],
      ['by name backwards', () => departments({ sort: '-name' }), 'departments_name_idx'],
      ['by age', () => departments({ sort: 'created_at' }), 'departments_age_idx'],
      ['by age backwards', () => departments({ sort: '-created_at' }), 'departments_age_idx'],
      [
        'on a later page',
        () => departments({ after: { key: 'payments', id: large.department(9) } }),
        'departments_name_idx',
      ],
      [
        'with a part of a name',
        () => departments({ name: 'nordics' }),
        'departments_name_idx',
        { departments: SIZE.departments + PROPORTION },
      ],
      ['below one', () => departments({ parentId: large.department(ROOT) }), 'departments_sibling_name_key'],
      ['at the top', () => departments({ parentId: null }), 'departments_sibling_name_key'],
      ['that somebody manages', () => departments({ managerId: large.person(7) }), 'departments_manager_idx'],
      [
        'of which one is read',
        () => readDepartment(large.dataSource.manager, page.organizationId, large.department(SMALL)),
        'departments_organization_id_id_key',
      ],
      [
        'of a person',
        () => listMemberDepartments(large.dataSource.manager, { ...page, userId: large.person(7) }),
        'department_members_person_idx',
      ],
    ],
  ],
  ['the tree', [['below a department', () => tree(SMALL), 'departments_sibling_name_key']]],
  [
    'operations',
    [
      ['with their items', () => items(), 'operation_items_pkey'],
      ['with their items on a later page', () => items(undefined, 9_000), 'operation_items_pkey'],
      ['with their rejected items', () => items('rejected'), 'operation_items_pkey', { operation_items: 12 * LIMIT }],
      ['that wait', () => operations('accepted'), 'operations_waiting_idx'],
      ['that wait on a later page', () => operations('accepted', {}, { after: MIDDLE }), 'operations_waiting_idx'],
      ['that wait on an earlier page', () => operations('accepted', {}, { before: MIDDLE }), 'operations_waiting_idx'],
      [
        'that wait in an organization that has none',
        () => operations('accepted', { organizationId: 'org_none' }),
        'operations_waiting_idx',
        LOOKED,
      ],
      ['that failed', () => operations('failed'), 'operations_undone_idx'],
      ['that failed on a later page', () => operations('failed', {}, { after: MIDDLE }), 'operations_undone_idx'],
      ['that failed on an earlier page', () => operations('failed', {}, { before: MIDDLE }), 'operations_undone_idx'],
      ['that failed lately', () => operations('failed', { since: SINCE }), 'operations_undone_idx'],
      [
        'that failed over a channel that has none',
        () => operations('failed', { channel: 'slack' }),
        'operations_undone_idx',
        LOOKED,
      ],
      ['that were cancelled', () => operations('cancelled'), 'operations_undone_idx'],
      [
        'that are not done, of a trace',
        () => new OperationFinder(large.dataSource).byTrace('f'.repeat(32), LIMIT),
        'operations_undone_idx',
        { operations: 3 * UNDONE },
      ],
      ['that wait, counted', () => total('accepted', { kind: 'single' }), 'operations_waiting_idx', LOOKED],
      ['that failed lately, counted', () => total('failed', { since: SINCE }), 'operations_undone_idx', LOOKED],
      ['with their names', names, 'organization_members_pkey'],
    ],
  ],
  [
    'requests',
    [
      ['from the latest on', () => requests(), 'change_requests_pkey'],
      ['on a later page', () => requests({}, { after: '40000' }), 'change_requests_pkey'],
      ['on an earlier page', () => requests({}, { before: '40000' }), 'change_requests_pkey'],
      ['with a frequent state', () => requests({ state: 'done' }), 'change_requests_pkey', LOOKED],
      [
        'of operations of a kind that there is not',
        () => requests({ kind: 'member.move' }),
        'change_requests_pkey',
        LOOKED_TWICE,
      ],
      ['with a code that nobody got', () => requests({ code: 'OVERLOADED' }), 'change_requests_pkey', LOOKED],
      [
        'in an organization that has none',
        () => requests({ organizationId: 'org_none' }),
        'change_requests_pkey',
        LOOKED,
      ],
    ],
  ],
  [
    'audit events',
    [
      ['of an organization', () => audit(), 'audit_events_time_idx'],
      ['on a later page', () => audit({}, '60000'), 'audit_events_time_idx'],
      ['of one actor', () => audit({ actorId: large.key(3) }), 'audit_events_time_idx', { audit_events: 1_500 }],
      ['of an actor who did nothing', () => audit({ actorId: 'key_none' }), 'audit_events_origin_idx', BLOCKS],
      ['of a frequent action', () => audit({ action: 'member.add' }), 'audit_events_time_idx'],
      ['of a rare action', () => audit({ action: 'organization.create' }), 'audit_events_origin_idx', BLOCKS],
      ['of a department', () => audit({ departmentId: large.department(SMALL) }), 'audit_events_origin_idx', BLOCKS],
      ['of a person', () => audit({ userId: large.person(7) }), 'audit_events_filter_idx', BLOCKS],
      ['of an operation', () => audit({ operationId: BULK }), 'audit_events_filter_idx', BLOCKS],
      ['of a trace', () => audit({ traceId: 'f'.repeat(32) }), 'audit_events_filter_idx', BLOCKS],
      [
        'of a day long ago',
        () => audit({ from: new Date('2023-03-01T00:00:00Z'), to: new Date('2023-03-02T00:00:00Z') }),
        'audit_events_time_idx',
      ],
      ['until a moment', () => audit({ to: new Date('2023-03-02T00:00:00Z') }), 'audit_events_time_idx'],
      ['from a moment on', () => audit({ from: new Date('2023-03-02T00:00:00Z') }), 'audit_events_time_idx'],
    ],
  ],
  [
    'keys',
    [
      ['of an organization', () => listApiKeys(large.dataSource.manager, page), 'api_keys_'],
      ['that were revoked', () => listApiKeys(large.dataSource.manager, { ...page, status: 'revoked' }), 'api_keys_'],
    ],
  ],
])('%s', (_, cases) => {
  it.each(cases)(
    '%s are found by an index, and no more is read than that takes',
    async (__, run, index, limits = {}) => {
      const { indexes, scanned, read } = await large.explain(run);
      expect(scanned).toEqual([]);
      expect(indexes.filter((name) => name.startsWith(index))).not.toEqual([]);
      const tooMuch = Object.entries(read).filter(([table, rows]) => rows > (limits[table] ?? PROPORTION));
      expect(tooMuch).toEqual([]);
    },
  );
});

it('the version of a tree costs a look at each department and each count, and its rows come only if it is another', async () => {
  const [departments, counts] = await large.dataSource
    .query('SELECT (SELECT count(*) FROM departments) AS d, (SELECT count(*) FROM department_member_counts) AS c')
    .then(([{ d, c }]) => [Number(d), Number(c)] as const);
  const { version } = await wholeTree();
  const known = await large.explain(() => wholeTree(version));
  expect(known.read).toEqual({ departments: expect.any(Number), department_member_counts: expect.any(Number) });
  expect(known.read.departments).toBeLessThanOrEqual(2 * departments);
  expect(known.read.department_member_counts).toBeLessThanOrEqual(counts);
  const changed = await large.explain(() => wholeTree());
  expect(changed.read.departments).toBeLessThanOrEqual(4 * departments);
  expect(changed.read.department_member_counts).toBeLessThanOrEqual(2 * counts);
});

it('what is purged is found along an index, also where the room of what was purged before has been filled again', async () => {
  // The blocks of these have had operations of long ago in them.
  await large.dataSource.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, state, result, channel, actor_type, actor_id,
                             trace_id, created_at, finished_at)
     SELECT 'op_old' || n, $1, 'member.add', $2, 'done', '{}', 'rest', 'system', 'test', 't', now(), now() - interval '3 days'
     FROM generate_series(1, 5000) n`,
    [large.organizationId, large.department(2)],
  );
  await large.dataSource.query(`UPDATE operations SET finished_at = now() WHERE id LIKE 'op_old%'`);
  const { indexes, read } = await large.explain(() => new OperationPurge(large.dataSource, LIMIT).run(24));
  expect(indexes).toContain('operations_purge_idx');
  expect(read.operations).toBeLessThan(PROPORTION);
});

describe('in a small organization', () => {
  const people = (q: string) => listMembers(large.dataSource.manager, { ...large.small, limit: LIMIT, q });
  const below = (search: string, query: Partial<DepartmentMemberListQuery> = {}) =>
    listDepartmentMembers(large.dataSource.manager, {
      ...large.small,
      limit: LIMIT,
      includeDescendants: true,
      search,
      ...query,
    });
  const departments = () => new DepartmentSearch(large.dataSource);

  it.each<[string, () => Promise<unknown>]>([
    ['people with a name of many', () => people('company')],
    ['people with a frequent name', () => people('quinn')],
    ['people with a part of a frequent name', () => people('ash')],
    ['people with a rare name', () => people('quinn west')],
    ['members with a frequent name', () => below('quinn')],
    ['members with a frequent name by name', () => below('quinn', { sort: 'full_name' })],
    ['departments with a part of their name', () => departments().containing(large.small.organizationId, 'line', 20)],
    ['departments with a name like another', () => departments().similar(large.small.organizationId, 'enginering', 20)],
  ])('%s are searched without a look at those of others', async (_, run) => {
    const { scanned, read, gathered } = await large.explain(run);
    expect(scanned).toEqual([]);
    const limits: Record<string, number> = { department_members: 2 * SMALL_TENANT.memberships };
    const tooMuch = Object.entries({ ...read, ...gathered }).filter(
      ([name, rows]) => rows > (limits[name] ?? SMALL_TENANT.people),
    );
    expect(tooMuch).toEqual([]);
  });
});
