import { organizationIdSchema } from '@roster/domain';
import { ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { CONTAINING, DepartmentSearch, SIMILAR } from './department-search.js';
import { departmentsOf, id } from './departments.fixture.js';

const MANY = 5_000;

const database = await openTestDatabase();
afterAll(() => database.close());
const search = new DepartmentSearch(database.dataSource);
const { make } = departmentsOf(database.dataSource);
for (const name of ['Öffentliches', '100%', 'a_b', '工程部', 'Platform', 'New Platform'])
  await make(name, id('supp01'));

const paths = (found: readonly { names: readonly string[] }[]) => found.map(({ names }) => names.join('/'));

describe('finding departments', () => {
  it('by name wherever they stand, whatever the case', async () => {
    expect(paths(await search.named(ORGANIZATION, 'pLATFORM', 10)).sort()).toEqual([
      'Company/Engineering/Platform',
      'Company/Support/Platform',
    ]);
    expect(paths(await search.named(ORGANIZATION, 'ÖFFENTLICHES', 10))).toEqual(['Company/Support/Öffentliches']);
    expect(await search.named(ORGANIZATION, 'Platf', 10)).toEqual([]);
  });

  it('by a part of the name, those that begin with it first', async () => {
    expect(paths(await search.containing(ORGANIZATION, 'PLAT', 10)).map((path) => path.split('/').at(-1))).toEqual([
      'Platform',
      'Platform',
      'New Platform',
    ]);
    expect(paths(await search.containing(ORGANIZATION, '程', 10))).toEqual(['Company/Support/工程部']);
    expect(await search.containing(ORGANIZATION, '', 3)).toHaveLength(3);
  });

  it.each([
    ['%', '100%'],
    ['_', 'a_b'],
  ])('takes %j as it is', async (text, name) => {
    expect((await search.containing(ORGANIZATION, text, 10)).map(({ names }) => names.at(-1))).toEqual([name]);
  });

  it.each([
    ['Enginering', 'Engineering'],
    ['suport', 'Support'],
    ['Plattform', 'Platform'],
  ])('by %j, which is misspelt', async (text, name) => {
    expect((await search.similar(ORGANIZATION, text, 1))[0]?.names.at(-1)).toBe(name);
  });

  it('shows nothing of another organization', async () => {
    const other = organizationIdSchema.parse('org_other');
    expect(await search.named(other, 'Platform', 10)).toEqual([]);
    expect(await search.containing(other, '', 10)).toEqual([]);
    expect(await search.similar(other, 'Platform', 10)).toEqual([]);
  });
});

describe('among 5,000 departments', () => {
  beforeAll(async () => {
    await database.dataSource.query(
      `INSERT INTO departments (id, organization_id, parent_id, name)
       SELECT 'dept_m' || n, $1, CASE WHEN n <= 50 THEN 'dept_root01' ELSE 'dept_m' || (n % 50 + 1) END,
         'Team ' || md5(n::text) FROM generate_series(1, $2::int) n`,
      [ORGANIZATION, MANY],
    );
    await database.owner.query('VACUUM ANALYZE departments');
  });

  it.each([
    ['', 100],
    ['team', 100],
    ['platf', 3],
    ['nothing like it', 0],
  ])('%j finds no more than it may', async (text, count) => {
    expect(await search.containing(ORGANIZATION, text, 100)).toHaveLength(count);
    expect((await search.similar(ORGANIZATION, text, 5)).length).toBeLessThanOrEqual(5);
  });

  it.each([
    ['CONTAINING', CONTAINING, 'platf'],
    ['SIMILAR', SIMILAR, 'plattform'],
  ])('%s uses the index of the names', async (_, statement, text) => {
    const rows: { 'QUERY PLAN': string }[] = await database.dataSource.query(`EXPLAIN ${statement}`, [
      ORGANIZATION,
      text,
      10,
    ]);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('departments_search_idx');
  });
});
