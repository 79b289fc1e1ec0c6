import { userIdSchema } from '@roster/domain';
import { encodeIdCursor, idCursorSchema } from './id-page.js';

const cursor = idCursorSchema(userIdSchema);

test('a cursor reads back as the id that it was made from', () => {
  expect(cursor.parse(encodeIdCursor('usr_def456'))).toBe('usr_def456');
});

test.each([
  ['nothing', ''],
  ['an id as it is', 'usr_def456'],
  ['an id of another kind', encodeIdCursor('key_1')],
  ['an id with NUL', encodeIdCursor('usr_\u0000')],
  ['what is not base64url', 'a+b/='],
  ['a very long text', 'A'.repeat(10_000)],
  ['two cursors', [encodeIdCursor('usr_1'), encodeIdCursor('usr_2')]],
])('%s is not a cursor', (_, text) => {
  expect(cursor.safeParse(text).success).toBe(false);
});
