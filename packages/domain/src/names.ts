import { z } from 'zod';

/**
 * What a name is made of, as part of a regular expression. Not of what nobody sees and what still changes the name or
 * its surroundings: controls, line and paragraph separators, halves of surrogate pairs (no UTF-8 holds them), format
 * characters (they turn the direction of text, as in "Trojan source", or make two names that look the same), and the
 * fillers of Hangul, which are letters that show nothing. So does the FreeformClass of RFC 8264 for the same reason.
 *
 * The joiners U+200C and U+200D are the exception, there too: Persian, Indic scripts and emoji are spelt with them. The
 * marks of direction (U+200E, U+200F, U+061C) are none: a name in Hebrew or Arabic is read right without them when it is
 * shown apart from its surroundings (`<bdi>`, UAX #9), and with one nobody could type it.
 */
export const NAME_CHARACTER = '(?:[^\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\u115f\\u1160\\u3164\\uffa0]|[\\u200c\\u200d])';

/** For the texts of errors, after a number of characters. */
export const NAME_CHARACTERS_EXPECTED = 'without control, direction or other invisible characters';

const WRITABLE = new RegExp(`^${NAME_CHARACTER}*$`, 'u');

/** A name that people read: one line, without blanks around it, in the composed form of Unicode (NFC). */
export function nameSchema(most: number) {
  const error = `1 to ${most} characters, ${NAME_CHARACTERS_EXPECTED}`;
  return z
    .string({ error })
    .refine((name) => WRITABLE.test(name), { error })
    .transform((name) => name.normalize('NFC').trim())
    .refine((name) => name !== '' && [...name].length <= most, { error });
}
