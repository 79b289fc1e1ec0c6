import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const error = 'an Ed25519 private key in PEM, as "openssl genpkey -algorithm ed25519" makes it';

/** In one line, `\\n` stands for a line break. */
const signingKey = z.string({ error }).transform((pem, context): KeyObject => {
  try {
    const key = createPrivateKey(pem.replaceAll('\\n', '\n'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Not a key at all.
  }
  context.addIssue({ code: 'custom', message: error });
  return z.NEVER;
});

/** With which the seals of the audit are signed. */
export const auditVariables = { AUDIT_SIGNING_KEY: signingKey.optional() };
