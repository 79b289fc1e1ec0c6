import { inGroups, newRecoveryCodes, newTotpSecret, readCode, totpStep, totpUri } from './totp.js';

/** RFC 6238, appendix B: the secret of the test vectors for SHA-1, in base 32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

function at<Result>(seconds: number, work: () => Result): Result {
  const now = Date.now;
  Date.now = () => seconds * 1_000;
  try {
    return work();
  } finally {
    Date.now = now;
  }
}

// The last six of the eight digits there.
it.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_111_111_111, '050471', 37_037_037],
  [1_234_567_890, '005924', 41_152_263],
  [2_000_000_000, '279037', 66_666_666],
])('at %d s, %s is the code of step %d', async (seconds, code, step) => {
  expect(await at(seconds, () => totpStep(SECRET, code))).toBe(step);
  expect(await at(seconds + 30, () => totpStep(SECRET, code))).toBe(step);
  expect(await at(seconds - 30, () => totpStep(SECRET, code))).toBe(step);
  expect(await at(seconds + 61, () => totpStep(SECRET, code))).toBeNull();
});

it('a new secret has 160 bits, and is named after Roster and the account', () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(secret);
  const uri = new URL(totpUri(secret, 'olga+ops@company.com'));
  expect(decodeURIComponent(uri.pathname)).toBe('/Roster:olga+ops@company.com');
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, issuer: 'Roster' });
});

it('recovery codes are ten, of 80 bits, and read back as they are shown', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(inGroups(code)).toMatch(/^(\w{4} ){3}\w{4}$/);
    expect(readCode(inGroups(code))).toEqual({ kind: 'recovery', code });
  }
});

it.each([
  ['123 456', { kind: 'totp', code: '123456' }],
  ['0ab1-cdef-ghjk-mnpq', { kind: 'recovery', code: '0AB1CDEFGHJKMNPQ' }],
  ['OABI CDEF GHJK MNPL', { kind: 'recovery', code: '0AB1CDEFGHJKMNP1' }],
  ['12345', null],
  ['1234567', null],
  ['', null],
  ['0AB1 CDEF GHJK MNP', null],
  ['0AB1 CDEF GHJK MNPU', null],
  ['１２３４５６', null],
])('%j is read as %j', (text, code) => {
  expect(readCode(text)).toEqual(code);
});
