import { z } from 'zod';

const MAX_NAME = 100;
const MAX_DESCRIPTION = 1_000;

/** Controls, line and paragraph separators, and halves of surrogate pairs: what no name shows and no text can hold. */
const NAME = new RegExp(`^[^\\p{Cc}\\p{Cs}\\u2028\\u2029]{1,${MAX_NAME}}$`, 'u');
const DESCRIPTION = new RegExp(`^(?:[^\\p{Cc}\\p{Cs}]|[\\t\\r\\n]){0,${MAX_DESCRIPTION}}$`, 'u');

const nameError = `Expected 1 to ${MAX_NAME} characters without control characters.`;
const descriptionError = `Expected at most ${MAX_DESCRIPTION} characters without control characters, or null.`;

/** Trimmed and in Unicode's normal form C (UAX #15), so that two names that look the same are the same. */
export const departmentNameSchema = z
  .string({ error: nameError })
  .trim()
  .normalize('NFC')
  .regex(NAME, { error: nameError });

export const departmentDescriptionSchema = z
  .string({ error: descriptionError })
  .normalize('NFC')
  .regex(DESCRIPTION, { error: descriptionError })
  .nullable();
