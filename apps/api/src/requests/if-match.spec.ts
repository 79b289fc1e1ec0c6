import { isKnown, parseIfMatch } from './if-match.js';

test.each([
  [undefined, null],
  ['*', '*'],
  [' * ', '*'],
  ['"a"', ['a']],
  ['"a", "b"', ['a', 'b']],
  ['"a",,"b",', ['a', 'b']],
  ['""', ['']],
  ['"a.shown"', ['a']],
  ['W/"a"', []],
  ['W/"a", "b"', ['b']],
])('%j is %j', (header, expected) => {
  expect(parseIfMatch(header)).toEqual(expected);
});

test.each([[''], [' '], [','], ['a'], ['"a'], ['w/"a"'], ['"a" "b"'], ['*, "a"'], ['"a b"'], ['"a\u0000"']])(
  '%j is refused',
  (header) => {
    expect(() => parseIfMatch(header)).toThrow(
      expect.objectContaining({ code: 'MALFORMED_REQUEST', details: expect.objectContaining({ header: 'If-Match' }) }),
    );
  },
);

test.each([
  [undefined, '"a"', false],
  ['*', '"a"', true],
  ['"a"', '"a"', true],
  ['"b", W/"a"', '"a"', true],
  ['"a"', 'W/"a"', true],
  ['"b"', '"a"', false],
  ['"a.shown"', '"a"', false],
])('%j and %j: %j', (header, etag, known) => {
  expect(isKnown(header, etag)).toBe(known);
});

test('a malformed If-None-Match is refused by its name', () => {
  expect(() => isKnown('a', '"a"')).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ header: 'If-None-Match' }) }),
  );
});

test('a hostile header of 16 KiB is read in linear time', () => {
  const before = process.cpuUsage();
  for (const part of [' ', '\t', ',', '"', '"a" ', 'W/']) {
    try {
      parseIfMatch(`"a"${part.repeat(16_384 / part.length)}x`);
    } catch {}
  }
  expect(process.cpuUsage(before).user).toBeLessThan(500_000);
});
