import { z } from 'zod';

/**
 * A character of a name, as part of a regular expression. Invisible characters that change the name or its surroundings
 * are excluded: controls, line and paragraph separators, unpaired surrogates (which UTF-8 cannot encode), format characters
 * (they change the direction of text, as in "Trojan source", or make two names that look the same) and the fillers of
 * Hangul. The FreeformClass of RFC 8264 excludes them for the same reasons.
 *
 * As there, the joiners U+200C and U+200D are allowed: Persian, Indic scripts and emoji need them. The direction marks
 * (U+200E, U+200F, U+061C) are not: a name in Hebrew or Arabic is displayed correctly without them when it is isolated from
 * its surroundings (`<bdi>`, UAX #9), and a name with one could not be typed.
 */
export const NAME_CHARACTER = '(?:[^\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029\\u115f\\u1160\\u3164\\uffa0]|[\\u200c\\u200d])';

/** For error messages, after the number of characters. */
export const NAME_CHARACTERS_EXPECTED = 'without control, direction or other invisible characters';

const WRITABLE = new RegExp(`^${NAME_CHARACTER}*$`, 'u');

/** A display name: one line, trimmed, in Unicode's normal form C. */
export function nameSchema(most: number) {
  const error = `1 to ${most} characters, ${NAME_CHARACTERS_EXPECTED}`;
  return z
    .string({ error })
    .refine((name) => WRITABLE.test(name), { error })
    .transform((name) => name.normalize('NFC').trim())
    .refine((name) => name !== '' && [...name].length <= most, { error })
    .meta({ minLength: 1, maxLength: most });
}

/** The same in an answer. */
export function writtenNameSchema(most: number) {
  return z.string().meta({ maxLength: most });
}
