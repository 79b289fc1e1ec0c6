import { csvCell } from './audit-csv.js';

test.each([
  [null, ''],
  ['key_1', 'key_1'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['a=1', 'a=1'],
])('%j is written as %s', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
