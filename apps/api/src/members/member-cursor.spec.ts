import { encodeMemberCursor } from './member-cursor.js';
import { members } from './members.contract.js';

const { cursor: schema } = members.listDepartmentMembers.query.shape;

const POSITION = { sort: 'added_at', key: '2025-11-02T08:21:45.123Z', userId: 'usr_def456' } as const;
const BY_NAME = { sort: 'full_name', key: 'émile zhang', userId: 'usr_def456' } as const;

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

test.each([POSITION, BY_NAME])('a cursor by $sort reads back as the position that it was made from', (position) => {
  expect(schema.parse(encodeMemberCursor(position))).toEqual(position);
});

test.each([
  ['nothing', ''],
  ['what is not base64url', 'a+b/='],
  ['bytes that are no JSON', 'AAAA'],
  ['another JSON', encoded({})],
  ['a time alone', encoded(['added_at', POSITION.key])],
  ['no time', encoded(['added_at', 'soon', POSITION.userId])],
  ['a year that Postgres does not have', encoded(['added_at', '0000-01-01T00:00:00Z', POSITION.userId])],
  ['a day that no calendar has', encoded(['added_at', '2025-02-30T00:00:00Z', POSITION.userId])],
  ['no user', encoded(['added_at', POSITION.key, 'x\u0000'])],
  ['one thing more', encoded(['added_at', POSITION.key, POSITION.userId, 1])],
  ['another order', encoded(['email', 'x', POSITION.userId])],
  ['a name with NUL', encoded(['full_name', 'x\u0000', POSITION.userId])],
  ['a very long text', 'A'.repeat(10_000)],
])('%s is not a cursor', (_, cursor) => {
  expect(schema.safeParse(cursor).success).toBe(false);
});
