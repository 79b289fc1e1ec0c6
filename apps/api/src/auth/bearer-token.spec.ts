import { bearerToken } from './bearer-token.js';

test.each([
  ['Bearer abc', 'abc'],
  ['bearer abc', 'abc'],
  ['Bearer   a-b._~+/9==  ', 'a-b._~+/9=='],
  [undefined, null],
  ['', null],
  ['Bearer', null],
  ['Bearer ', null],
  ['Basic abc', null],
  ['abc', null],
  ['Bearer a b', null],
  ['Bearer a=b', null],
  ['Bearer a\u0000', null],
  [`Bearer ${'a'.repeat(9_000)}`, null],
])('%p', (header, token) => {
  expect(bearerToken(header)).toBe(token);
});
