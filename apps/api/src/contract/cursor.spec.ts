import { userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorOf, encodeCursor } from './cursor.js';

const cursor = cursorOf(userIdSchema);
const encoded = (text: string) => Buffer.from(text).toString('base64url');

test.each([
  [userIdSchema, 'usr_def456'],
  [z.int(), 4711],
  [z.tuple([z.string(), z.string()]), ['ünïcode / 🦊', 'usr_1']],
])('a cursor reads back as the position that it was made from: %#', (schema, position) => {
  expect(cursorOf(schema).parse(encodeCursor(position))).toEqual(position);
});

test('a bare id, the cursor of older versions, is still valid', () => {
  expect(cursor.parse(encoded('usr_def456'))).toBe('usr_def456');
});

test.each([
  ['nothing', ''],
  ['an id as it is', 'usr_def456'],
  ['an id of another kind', encodeCursor('key_1')],
  ['a bare id of another kind', encoded('key_1')],
  ['an id with NUL', encodeCursor('usr_\u0000')],
  ['a bare id with NUL', encoded('usr_\u0000')],
  ['another JSON', encodeCursor({})],
  ['what is not base64url', 'a+b/='],
  ['a very long text', 'A'.repeat(10_000)],
  ['two cursors', [encodeCursor('usr_1'), encodeCursor('usr_2')]],
])('%s is not a cursor', (_, text) => {
  expect(cursor.safeParse(text).success).toBe(false);
});
