import { departmentIdSchema, organizationIdSchema, userIdSchema } from '../ids.js';
import type { DepartmentState } from './department.js';
import { assertVersion, departmentVersion } from './department-version.js';

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

test.each([[null], ['*'], [['other', departmentVersion(DEPARTMENT)]]] as const)('%j is content', (expected) => {
  expect(() => assertVersion(DEPARTMENT, expected)).not.toThrow();
});

test.each([[[]], [['other']]])('%j is not, and is told the version that is there', (expected) => {
  expect(() => assertVersion(DEPARTMENT, expected)).toThrow(
    expect.objectContaining({
      code: 'PRECONDITION_FAILED',
      details: { department_id: 'dept_1', etag: `"${departmentVersion(DEPARTMENT)}"` },
    }),
  );
});
