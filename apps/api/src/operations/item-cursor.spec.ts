import { encodeItemCursor, itemCursorSchema } from './item-cursor.js';

test.each([1, 500, 10_000])('a cursor reads back as the position %d that it was made from', (position) => {
  expect(itemCursorSchema.parse(encodeItemCursor(position))).toBe(position);
});

test.each([
  ['nothing', ''],
  ['a number', '5'],
  ['what is not base64url', 'aTU='],
  ['another text', Buffer.from('i0').toString('base64url')],
  ['a position that no bulk has', Buffer.from('i99999999').toString('base64url')],
])('%s is not a cursor', (_, cursor) => {
  expect(itemCursorSchema.safeParse(cursor).success).toBe(false);
});
