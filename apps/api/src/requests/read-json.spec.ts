import { readJson } from './read-json.js';

function read(
  body: string | Buffer,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): unknown {
  return readJson({ headers, body: Buffer.from(body) });
}

test.each([['application/json'], ['application/json; charset=utf-8'], ['Application/JSON;charset="UTF-8"']])(
  '%s is read',
  (type) => {
    expect(read('{"a":[1,{"a":2}]}', { 'content-type': type })).toEqual({ a: [1, { a: 2 }] });
  },
);

test.each([
  ['text/plain'],
  ['application/json5'],
  ['application/vnd.api+json'],
  ['application/x-www-form-urlencoded'],
  ['multipart/form-data; boundary=x'],
  [''],
  [';;'],
])('the content type %p is unsupported', (type) => {
  expect(() => read('{}', { 'content-type': type })).toThrow(
    expect.objectContaining({ code: 'UNSUPPORTED_MEDIA_TYPE' }),
  );
});

test('a body without a content type is unsupported, no body at all is an empty object', () => {
  expect(() => read('{}', {})).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_MEDIA_TYPE' }));
  expect(read('', {})).toEqual({});
  expect(readJson({ headers: {}, body: undefined })).toEqual({});
});

test('a compressed body is unsupported', () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  expect(() => read('{}', headers)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_MEDIA_TYPE' }));
});

test.each([
  ['text that is not JSON', '{'],
  ['a NUL byte', '{"a":"\u0000"}'],
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
  ['half of a surrogate pair in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
])('%s is malformed', (_, body) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ code: 'MALFORMED_REQUEST' }));
});

test.each([
  ['{"a":1,"a":1}', 'a'],
  ['{"a":1,"b":{"x":"}"},"\\u0061":2}', 'a'],
  ['{"a\\"":1,"b":[{"c":1}],"a\\"":2}', 'a"'],
  ['{"a":{"b":1},"c":{"b":1,"d":{"b":1},"b":2}}', 'c.b'],
])('%s has a field twice', (body, field) => {
  expect(() => read(body)).toThrow(
    expect.objectContaining({
      code: 'VALIDATION_FAILED',
      details: { fields: [expect.objectContaining({ field })] },
    }),
  );
});

test.each([
  ['{"a":{"a":1},"b":{"a":2}}'],
  ['{"a":{"b":{"c":1},"c":{"c":1}}}'],
  ['[{"a":1},{"a":2}]'],
  ['{"a":"a:a","b":"\\"a\\":1"}'],
])('%s has no field twice', (body) => {
  expect(read(body)).toEqual(JSON.parse(body));
});
