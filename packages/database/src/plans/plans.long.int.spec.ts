import { DepartmentSearch } from '../departments/department-search.js';
import { readWholeTree } from '../departments/read-whole-tree.js';
import { listMembers } from '../members/list-members.js';
import { listDepartmentMembers } from '../memberships/list-memberships.js';
import type { DepartmentMemberListQuery } from '../memberships/member-list-statement.js';
import { OperationPurge } from '../operations/operation-purge.js';
import { AUDIT_PLANS } from './audit-plans.fixture.js';
import { DEPARTMENT_PLANS } from './department-plans.fixture.js';
import { addKeys, KEY_PLANS } from './key-plans.fixture.js';
import { type LargeDatabase, openLargeDatabase, SMALL_TENANT } from './large-database.fixture.js';
import { MEMBER_PLANS } from './member-plans.fixture.js';
import { addOperations, OPERATION_PLANS, REQUEST_PLANS } from './operation-plans.fixture.js';
import { PEOPLE_PLANS } from './people-plans.fixture.js';
import { LIMIT, type PlannedRead, PROPORTION } from './plan.fixture.js';

let large: LargeDatabase;
beforeAll(async () => {
  large = await openLargeDatabase();
  await addOperations(large);
  await addKeys(large);
  await large.owner.query('ANALYZE operations, operation_items, api_keys, change_requests');
}, 120_000);
afterAll(() => large.close());

describe.each<[string, PlannedRead[]]>([
  ['members', MEMBER_PLANS],
  ['people', PEOPLE_PLANS],
  ['departments', DEPARTMENT_PLANS],
  ['operations', OPERATION_PLANS],
  ['requests', REQUEST_PLANS],
  ['audit events', AUDIT_PLANS],
  ['keys', KEY_PLANS],
])('%s', (_, reads) => {
  it.each(reads)(
    '%s are found by an index, and no more is read than that takes',
    async (__, run, index, limits = {}) => {
      const { indexes, scanned, read } = await large.explain(() => run(large));
      expect(scanned).toEqual([]);
      expect(indexes.filter((name) => name.startsWith(index))).not.toEqual([]);
      const tooMuch = Object.entries(read).filter(([table, rows]) => rows > (limits[table] ?? PROPORTION));
      expect(tooMuch).toEqual([]);
    },
  );
});

const wholeTree = (known?: string) =>
  readWholeTree(large.dataSource.manager, { organizationId: large.organizationId, known });

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
