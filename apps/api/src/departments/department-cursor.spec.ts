import { departmentIdSchema } from '@roster/domain';
import { encodeDepartmentCursor } from './department-cursor.js';
import { departments } from './departments.contract.js';

const { cursor: schema } = departments.listDepartments.query.shape;

const ID = departmentIdSchema.parse('dept_abc123');

test.each([
  { sort: 'name', key: 'r&d / ünïcode 🦊', id: ID },
  { sort: '-created_at', key: '2025-11-02T08:21:45.123Z', id: ID },
] as const)('a cursor reads back as the position that it was made from: %j', (position) => {
  expect(schema.parse(encodeDepartmentCursor(position))).toEqual(position);
});

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['nothing', ''],
  ['what is not base64url', 'a+b/='],
  ['bytes that are no JSON', 'AAAA'],
  ['an order that is not known', encoded(['size', 'x', ID])],
  ['a name where a time belongs', encoded(['created_at', 'x', ID])],
  ['a year that Postgres does not have', encoded(['created_at', '0000-01-01T00:00:00Z', ID])],
  ['a name with NUL', encoded(['name', 'a\u0000', ID])],
  ['an id of another kind', encoded(['name', 'x', 'usr_1'])],
  ['one thing more', encoded(['name', 'x', ID, 1])],
  ['a very long text', 'A'.repeat(10_000)],
])('%s is not a cursor', (_, cursor) => {
  expect(schema.safeParse(cursor).success).toBe(false);
});
