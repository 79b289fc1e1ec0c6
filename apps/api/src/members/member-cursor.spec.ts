import { cursorSchema, encodeCursor } from './member-cursor.js';

const POSITION = { addedAt: '2025-11-02T08:21:45.123Z', userId: 'usr_def456' };

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

test('a cursor reads back as the position that it was made from', () => {
  expect(cursorSchema.parse(encodeCursor(POSITION))).toEqual(POSITION);
});

test.each([
  ['nothing', ''],
  ['what is not base64url', 'a+b/='],
  ['bytes that are no JSON', 'AAAA'],
  ['another JSON', encoded({})],
  ['a time alone', encoded([POSITION.addedAt])],
  ['no time', encoded(['soon', POSITION.userId])],
  ['a year that Postgres does not have', encoded(['0000-01-01T00:00:00Z', POSITION.userId])],
  ['a day that no calendar has', encoded(['2025-02-30T00:00:00Z', POSITION.userId])],
  ['no user', encoded([POSITION.addedAt, 'x\u0000'])],
  ['one thing more', encoded([POSITION.addedAt, POSITION.userId, 1])],
  ['a very long text', 'A'.repeat(10_000)],
])('%s is not a cursor', (_, cursor) => {
  expect(cursorSchema.safeParse(cursor).success).toBe(false);
});
