import { createHash, randomBytes } from 'node:crypto';

/** A secret that cannot be guessed: 32 random bytes, as base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The SHA-256 under which a secret is stored. Secrets are random: a slow hash would protect against no guess. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
