import { encodeCursor } from '../contract/cursor.js';
import { operations } from './operations.contract.js';

const { cursor: schema } = operations.listOperationItems.query.shape;

const older = (text: string) => Buffer.from(text).toString('base64url');

test.each([1, 500, 10_000])('a cursor reads back as the position %d that it was made from', (position) => {
  expect(schema.parse(encodeCursor(position))).toBe(position);
  expect(schema.parse(older(`i${position}`))).toBe(position);
});

test.each([
  ['nothing', ''],
  ['a number', '5'],
  ['what is not base64url', 'aTU='],
  ['another text', older('i0')],
  ['a position that no bulk has', older('i99999999')],
  ['a number that no bulk has', encodeCursor(99_999_999)],
  ['part of a position', encodeCursor(1.5)],
])('%s is not a cursor', (_, cursor) => {
  expect(schema.safeParse(cursor).success).toBe(false);
});
