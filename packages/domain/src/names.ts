import { z } from 'zod';

/** Control characters (NUL is none that Postgres stores) and halves of surrogate pairs (no UTF-8 holds them). */
const UNWRITABLE = /[\p{Cc}\p{Cs}]/u;

/** A name that people read: one line, without blanks around it, in the composed form of Unicode (NFC). */
export function nameSchema(most: number) {
  const error = `1 to ${most} characters, without control characters`;
  return z
    .string({ error })
    .refine((name) => !UNWRITABLE.test(name), { error })
    .transform((name) => name.normalize('NFC').trim())
    .refine((name) => name !== '' && [...name].length <= most, { error });
}
