import { departmentIdSchema, organizationIdSchema, userIdSchema } from '../ids.js';
import {
  type DepartmentState,
  departmentDescriptionSchema,
  departmentNameSchema,
  departmentVersion,
  formatPath,
} from './department.js';

describe('a department name', () => {
  it.each([
    ['as it is', 'R&D / Design', 'R&D / Design'],
    ['without the space around it', ' \t Sales\u00a0\n', 'Sales'],
    ['in normal form C', 'Cafe\u0301', 'Caf\u00e9'],
    ['with 100 characters that take two units each', '🦊'.repeat(100), '🦊'.repeat(100)],
    ['in any script', '工程部', '工程部'],
  ])('is taken %s', (_, name, taken) => {
    expect(departmentNameSchema.parse(name)).toBe(taken);
  });

  it.each([
    ['nothing', ''],
    ['only space', ' \u2003 '],
    ['101 characters', 'x'.repeat(101)],
    ['a NUL byte', 'a\u0000b'],
    ['a line break within', 'a\nb'],
    ['a line separator within', 'a\u2028b'],
    ['a C1 control', 'a\u0085b'],
    ['half of a surrogate pair', 'a\ud83e'],
    ['a number', 5],
    ['null', null],
  ])('is not %s', (_, name) => {
    expect(departmentNameSchema.safeParse(name).error?.issues[0]?.message).toBe(
      'Expected 1 to 100 characters without control, direction or other invisible characters.',
    );
  });
});

describe('a department description', () => {
  it.each([[null], [''], ['Two\nlines'], ['x'.repeat(1_000)]])('may be %j', (text) => {
    expect(departmentDescriptionSchema.parse(text)).toBe(text);
  });

  it.each([['x'.repeat(1_001)], ['a\u0000'], ['\ud800'], [7]])('is not %j', (text) => {
    expect(departmentDescriptionSchema.safeParse(text).success).toBe(false);
  });
});

test.each([
  [['Company'], 'Company'],
  [['Company', 'Engineering', 'Platform'], 'Company/Engineering/Platform'],
  [['Company', 'R&D / Design'], 'Company/R&D \\/ Design'],
  [['a\\', 'b'], 'a\\\\/b'],
])('%j is %s', (names, path) => {
  expect(formatPath(names)).toBe(path);
});

const DEPARTMENT: DepartmentState = {
  id: departmentIdSchema.parse('dept_1'),
  organization_id: organizationIdSchema.parse('org_1'),
  parent_id: null,
  name: 'Sales',
  description: null,
  manager_user_id: null,
  created_at: '2025-11-02T08:21:45.123Z',
  updated_at: '2025-11-02T08:21:45.123Z',
};

test.each<Partial<DepartmentState>>([
  { name: 'sales' },
  { description: '' },
  { manager_user_id: userIdSchema.parse('usr_1') },
  { parent_id: departmentIdSchema.parse('dept_2') },
  { updated_at: '2025-11-02T08:21:45.124Z' },
])('%j makes another version', (change) => {
  expect(departmentVersion({ ...DEPARTMENT, ...change })).not.toBe(departmentVersion(DEPARTMENT));
});

test('the version can stand in a header', () => {
  expect(departmentVersion(DEPARTMENT)).toMatch(/^[\w-]{22}$/);
});
