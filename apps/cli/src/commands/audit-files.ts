import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HEAD_FORMAT, type SealHead } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import { z } from 'zod';
import { UsageError } from '../command.js';

export const fileSchema = z.string({ error: 'the name of a file' }).min(1, { error: 'the name of a file' });

const headSchema = z.object({
  format: z.literal(HEAD_FORMAT),
  organization_id: organizationIdSchema,
  number: z.string().regex(/^[1-9]\d{0,18}$/),
  day: z.iso.date(),
  window_end: z.iso.datetime(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  key_id: z.string().nullable(),
  signature: z.base64().nullable(),
});

/** @throws UsageError when the file has no head in it */
export function readHead(file: string, command: string): SealHead {
  const text = read(file, 'head', command);
  try {
    return headSchema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`--head is invalid; expected a file that "audit head --json" has printed.`, command);
  }
}

/** @throws UsageError when the file has other contents than public keys */
export function readKeys(file: string, command: string): KeyObject[] {
  const blocks =
    read(file, 'public-key', command).match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  try {
    const keys = blocks.map((block) => createPublicKey(block));
    if (keys.length > 0 && keys.every(({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519')) return keys;
  } catch {
    // Told below.
  }
  throw new UsageError('--public-key is invalid; expected a file with Ed25519 public keys in PEM.', command);
}

function read(file: string, option: string, command: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError(`--${option} is "${file}", which cannot be read (${code}).`, command);
  }
}

/** How many seals are signed, and whether that was checked. */
export function signaturesText(checked: {
  seals: number;
  unsigned_seals: number;
  signatures_checked: boolean;
}): string {
  const { seals, unsigned_seals, signatures_checked } = checked;
  const signed = unsigned_seals === seals ? 'none: the seals are not signed' : `${seals - unsigned_seals} of ${seals}`;
  return signatures_checked ? signed : `${signed}, not checked: give --public-key`;
}
