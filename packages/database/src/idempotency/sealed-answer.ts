import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type KeyedRequest, requestId } from './keyed-request.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts an answer so that only who knows the Idempotency-Key can read it: that of a new API key holds its token, which
 * must not lie readable in the database. Only a hash of the Idempotency-Key is stored (see ADR 12).
 */
export function seal(request: KeyedRequest, answer: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(request), iv);
  const sealed = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** @throws when it was sealed for another request, or altered */
export function unseal(request: KeyedRequest, sealed: Buffer): string {
  const decipher = createDecipheriv(CIPHER, keyOf(request), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** HKDF (RFC 5869): the same key of two requests gives two keys. */
function keyOf(request: KeyedRequest): Buffer {
  return Buffer.from(hkdfSync('sha256', request.key, requestId(request), 'roster stored answer', 32));
}
