import { organizationIdSchema } from '@roster/domain';
import { command, JANE, ORGANIZATION, openTestDatabase, person, type TestDatabase } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { id, openDirectory } from './departments.fixture.js';
import { DEPARTMENT_SORTS, type DepartmentListQuery, listStatement } from './list-departments.js';
import { READ_TREE } from './read-department-tree.js';

let database: TestDatabase;
let on: ReturnType<typeof openDirectory>;
beforeAll(async () => {
  database = await openTestDatabase();
  on = openDirectory(database.dataSource);
  for (const name of ['Öffentliches', 'audit', 'Auditorium', '100%', 'a_b']) await on.make(name, id('supp01'));
  await on.make('Managed', null, { manager_user_id: JANE });
  await new MembershipLedger(database.dataSource).apply([
    command({ departmentId: id('plat01') }),
    command({ departmentId: id('plat01'), userId: person(1) }),
    command({ departmentId: id('abc123') }),
  ]);
});
afterAll(() => database.close());

const list = (query: Partial<DepartmentListQuery>) =>
  on.directory.list({ organizationId: ORGANIZATION, sort: 'name', limit: 100, ...query });
const names = async (query: Partial<DepartmentListQuery>) => (await list(query)).departments.map(({ name }) => name);

describe('listing departments', () => {
  it.each(DEPARTMENT_SORTS)('sorted by %s walks each once, page by page', async (sort) => {
    const whole = (await list({ sort })).departments.map((department) => department.id);
    const seen: string[] = [];
    let after: DepartmentListQuery['after'];
    do {
      const page = await list({ sort, limit: 3, after });
      seen.push(...page.departments.map((department) => department.id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(11);
    const reverse = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
    const other = DEPARTMENT_SORTS.find((each) => each === reverse);
    expect((await list({ sort: other ?? sort })).departments.map((department) => department.id)).toEqual(
      whole.reverse(),
    );
  });

  it.each<[string, Partial<DepartmentListQuery>, string[]]>([
    ['the children of one', { parentId: id('abc123') }, ['Platform', 'Product']],
    ['those at the top', { parentId: null }, ['Company', 'Managed']],
    ['those that somebody manages', { managerId: JANE }, ['Managed']],
    ['those with a part of a name, whatever the case', { name: 'AUDIT' }, ['audit', 'Auditorium']],
    ['those with a part of a name beyond ASCII', { name: 'öFF' }, ['Öffentliches']],
    ['signs that SQL gives a meaning, taken as they are', { name: '%' }, ['100%']],
    ['and other such signs', { name: '_' }, ['a_b']],
    ['those that fit all filters', { parentId: id('supp01'), name: 'o' }, ['Auditorium']],
    ['none below a department that does not exist', { parentId: id('none') }, []],
  ])('finds %s', async (_, query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('shows nothing of another organization', async () => {
    expect(await names({ organizationId: organizationIdSchema.parse('org_foreign') })).toEqual([]);
  });

  it('tells path, depth and own members of each', async () => {
    expect((await list({ parentId: id('abc123') })).departments[0]).toMatchObject({
      path: 'Company/Engineering/Platform',
      depth: 3,
      member_count: 2,
    });
  });
});

describe('the tree', () => {
  it('below a root keeps path and depth, cut at a level, with totals of all below', async () => {
    const [root] = await on.directory.tree({ organizationId: ORGANIZATION, root: id('abc123'), levels: 1 });
    expect(root).toMatchObject({
      path: 'Company/Engineering',
      depth: 2,
      member_count: 1,
      total_member_count: 3,
      child_count: 2,
      children: [],
    });
  });

  it('whole has every department once, siblings by name', async () => {
    const [company, managed, ...more] = await on.directory.tree({ organizationId: ORGANIZATION });
    expect([company?.name, company?.total_member_count, managed?.name, more]).toEqual(['Company', 3, 'Managed', []]);
    expect(company?.children[1]?.children.map(({ name }) => name)).toEqual([
      '100%',
      'a_b',
      'audit',
      'Auditorium',
      'Öffentliches',
    ]);
  });

  it.each([
    ['that does not exist', ORGANIZATION, id('none')],
    ['of another organization', organizationIdSchema.parse('org_foreign'), id('abc123')],
  ])('is not found below a root %s', async (_, organizationId, root) => {
    await expect(on.directory.tree({ organizationId, root })).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
  });
});

describe('with 5,000 departments in each of several organizations, the plan', () => {
  beforeAll(async () => {
    const { dataSource } = database;
    await dataSource.query(
      `INSERT INTO organizations (id, name) SELECT 'org_big' || n, 'x' FROM generate_series(2, 5) n`,
    );
    await dataSource.query(
      `INSERT INTO departments (id, organization_id, parent_id, name)
       SELECT prefix || n, organization, CASE n WHEN 1 THEN NULL ELSE prefix || (n - 2) / 5 + 1 END, 'Department ' || n
       FROM (SELECT 'dept_n' AS prefix, $1 AS organization
             UNION ALL SELECT 'dept_o' || o || 'n', 'org_big' || o FROM generate_series(2, 5) AS o) AS tenants,
            generate_series(1, 5000) AS n`,
      [ORGANIZATION],
    );
    await dataSource.query(
      `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
       SELECT 'dept_n' || n, $2, $1, now(), 'test' FROM generate_series(1, 5000) AS n`,
      [ORGANIZATION, JANE],
    );
    await dataSource.query('ANALYZE departments, department_members, organization_members');
  });

  const page = { organizationId: ORGANIZATION, sort: 'name', limit: 50 } as const;
  it.each<[string, { text: string; values: unknown[] }, string]>([
    ['of a page', listStatement(page), 'departments_organization_id_id_key'],
    [
      'of a later page',
      listStatement({ ...page, after: { key: 'x', id: id('n1') } }),
      'departments_organization_id_id_key',
    ],
    ['of a page by time', listStatement({ ...page, sort: '-created_at' }), 'departments_organization_id_id_key'],
    ['of a search', listStatement({ ...page, name: 'x' }), 'departments_organization_id_id_key'],
    ['of the children of one', listStatement({ ...page, parentId: id('n7') }), 'departments_sibling_name_key'],
    ['of the top', listStatement({ ...page, parentId: null }), 'departments_sibling_name_key'],
    ['of what somebody manages', listStatement({ ...page, managerId: JANE }), 'departments_manager_idx'],
    ['of the tree', { text: READ_TREE, values: [ORGANIZATION, null] }, 'departments_organization_id_id_key'],
    ['of a part of the tree', { text: READ_TREE, values: [ORGANIZATION, 'dept_n7'] }, 'departments_sibling_name_key'],
  ])('%s reads no table from end to end, and uses its index', async (_, { text, values }, index) => {
    const plan = await database.dataSource.transaction(async (tx) => {
      // Our connections forbid sequential scans where there is another way: here the planner is to choose freely.
      await tx.query('SET LOCAL enable_seqscan = on');
      const rows: { 'QUERY PLAN': string }[] = await tx.query(`EXPLAIN ${text}`, values);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).not.toContain('Seq Scan');
    expect(plan).toContain(index);
  });
});
