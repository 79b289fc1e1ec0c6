import { createDepartment } from '@roster/database';
import { type Caller, type DepartmentId, departmentIdSchema, organizationIdSchema } from '@roster/domain';
import { openTestDatabase, type TestDatabase } from '@roster/testing';
import { Departments } from './departments.js';

const ORGANIZATION = organizationIdSchema.parse('org_xyz789');
const CALLER: Caller = {
  principal: { organizationId: ORGANIZATION, actor: { type: 'api_key', id: 'key_test' }, scopes: new Set() },
  channel: 'rest',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
};
const id = (name: string) => departmentIdSchema.parse(`dept_${name}`);

let database: TestDatabase;
let departments: Departments;
beforeAll(async () => {
  database = await openTestDatabase();
  departments = new Departments(database.dataSource);
  const make = (name: string, parent_id: DepartmentId | null) =>
    database.dataSource.transaction((tx) =>
      createDepartment(tx, CALLER, { name, parent_id, description: null, manager_user_id: null }),
    );
  await make('Platform', id('supp01'));
  await make('R&D / Design', id('root01'));
  await make('Company', id('supp01'));
  await make('工程部', id('root01'));
  await make('HR', id('root01'));
});
afterAll(() => database.close());

/** What a text resolves to, as one line. */
async function resolved(typed: string): Promise<string> {
  const resolution = await departments.resolve(ORGANIZATION, typed);
  if (resolution.kind === 'found') return `found ${resolution.department.path}`;
  return resolution.kind === 'unknown'
    ? 'unknown'
    : `${resolution.kind} ${resolution.candidates
        .map(({ path }) => path)
        .sort()
        .join(', ')}`;
}

test.each([
  ['Engineering', 'found Company/Engineering'],
  ['  eNGINEERING ', 'found Company/Engineering'],
  ['dept_abc123', 'found Company/Engineering'],
  ['Engineering/Platform', 'found Company/Engineering/Platform'],
  ['company/engineering/platform', 'found Company/Engineering/Platform'],
  ['Engineering / Platform', 'found Company/Engineering/Platform'],
  ['/Company', 'found Company'],
  ['R&D / Design', 'found Company/R&D \\/ Design'],
  ['R&D \\/ Design', 'found Company/R&D \\/ Design'],
  ['Company/R&D \\/ Design', 'found Company/R&D \\/ Design'],
  ['工程部', 'found Company/工程部'],
  ['Platform', 'ambiguous Company/Engineering/Platform, Company/Support/Platform'],
  ['Company', 'ambiguous Company, Company/Support/Company'],
  ['Enginering', 'misspelt Company/Engineering'],
  ['Sales/Platform', 'misspelt Company/Engineering/Platform, Company/Support/Platform'],
  ['工程', 'misspelt Company/工程部'],
  ['dept_none', 'unknown'],
  ['Human Resources', 'unknown'],
  ['/', 'unknown'],
  ['\\', 'unknown'],
  ["'; DROP TABLE departments; --", 'unknown'],
  ['%', 'unknown'],
])('%j is %s', async (typed, expected) => {
  expect(await resolved(typed)).toBe(expected);
});

test('a department of another organization is not there, not even by its id', async () => {
  const other = organizationIdSchema.parse('org_other');
  expect(await departments.resolve(other, 'Engineering')).toEqual({ kind: 'unknown' });
  expect(await departments.resolve(other, 'dept_abc123')).toEqual({ kind: 'unknown' });
});

describe('the type-ahead', () => {
  const paths = async (text: string) => (await departments.suggest(ORGANIZATION, text)).map(({ path }) => path);

  it.each([
    ['eng', ['Company/Engineering']],
    ['eng/pl', ['Company/Engineering/Platform']],
    ['comp/pl', ['Company/Engineering/Platform', 'Company/Support/Platform']],
    ['Suport', ['Company/Support']],
    ['sup/eng', []],
  ])('offers for %j', async (text, expected) => {
    expect((await paths(text)).sort()).toEqual(expected);
  });

  it('offers something before anything was typed', async () => {
    expect(await paths('')).toHaveLength(10);
  });

  it('never answers with more than 100 of 5,000 departments', async () => {
    await database.dataSource.query(
      `INSERT INTO departments (id, organization_id, parent_id, name)
       SELECT 'dept_m' || n, $1, 'dept_root01', 'Team ' || md5(n::text) FROM generate_series(1, 5000) n`,
      [ORGANIZATION],
    );
    await database.owner.query('VACUUM ANALYZE departments');
    for (const text of ['', 't', 'team', 'comp/team', 'nothing like it', 'x'.repeat(1_000)]) {
      expect((await paths(text)).length).toBeLessThanOrEqual(100);
    }
  });
});
