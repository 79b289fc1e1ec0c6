import { generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
import { auditVariables } from './audit-variables.js';
import { parseEnvironment } from './environment.js';

const read = (AUDIT_SIGNING_KEY?: string) => parseEnvironment(z.object(auditVariables), { AUDIT_SIGNING_KEY });
const pem = (type: 'ed25519' | 'x25519') =>
  generateKeyPairSync(type as 'ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

test('a key of the audit is read from PEM, also when it is in one line', () => {
  const key = pem('ed25519');
  for (const text of [key, key.trim().replaceAll('\n', '\\n')])
    expect(read(text).AUDIT_SIGNING_KEY?.export({ type: 'pkcs8', format: 'pem' })).toBe(key);
  expect(read().AUDIT_SIGNING_KEY).toBeUndefined();
});

test.each([
  ['text', 'secret'],
  ['a key of another kind', pem('x25519')],
])('%s is refused, and not shown', (_, text) => {
  expect(() => read(text)).toThrow(/^AUDIT_SIGNING_KEY is set to an invalid value \(not shown.*Ed25519 private key/);
});
