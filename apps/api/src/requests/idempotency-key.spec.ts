import { hashRequest, parseIdempotencyKey } from './idempotency-key.js';

test.each([
  [undefined, null],
  ['k', 'k'],
  ['"k"', 'k'],
  ['"a\\"b\\\\c"', 'a"b\\c'],
  ['8e03978e-40d5-43e8-bc93-6894a57f9324', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
  ['"8e03978e-40d5-43e8-bc93-6894a57f9324"', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
  ['k'.repeat(255), 'k'.repeat(255)],
])('%p is read', (header, key) => {
  expect(parseIdempotencyKey(header)).toBe(key);
});

test.each([
  [''],
  ['""'],
  ['"'],
  ['"k'],
  ['"k";a=1'],
  ['"a\\b"'],
  ['two words'],
  ['"two words"'],
  ['k1, k2'],
  ['schl\u00fcssel'],
  ['k\u0000'],
  ['k'.repeat(256)],
  [['k1', 'k2']],
])('%p is refused, and the error says what is allowed', (header) => {
  expect(() => parseIdempotencyKey(header)).toThrow(
    expect.objectContaining({
      code: 'MALFORMED_REQUEST',
      details: { header: 'Idempotency-Key', expected: expect.stringContaining('1 to 255 visible ASCII') },
    }),
  );
});

const IDS = { organizationId: 'org_1', departmentId: 'dept_1', userId: 'usr_1' };

test('the same input has the same hash, whatever the order of its fields', () => {
  const reordered = { userId: 'usr_1', departmentId: 'dept_1', organizationId: 'org_1' };
  expect(hashRequest('POST /members', IDS)).toBe(hashRequest('POST /members', reordered));
  expect(hashRequest('POST /members', IDS)).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['route', 'DELETE /members', IDS],
  ['department', 'POST /members', { ...IDS, departmentId: 'dept_2' }],
  ['user', 'POST /members', { ...IDS, userId: 'usr_2' }],
])('another %s has another hash', (_, route, ids) => {
  expect(hashRequest(route, ids)).not.toBe(hashRequest('POST /members', IDS));
});
