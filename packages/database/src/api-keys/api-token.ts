import { createHash, randomBytes } from 'node:crypto';

const TOKEN_PREFIX = 'roster_';

/** A token that nobody guesses: 32 random bytes after a prefix that secret scanners can look for. */
export function newApiToken(): string {
  return TOKEN_PREFIX + randomBytes(32).toString('base64url');
}

/** Tokens are random, so a plain hash is enough: there is nothing to guess that a slow hash would protect. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
