import { z } from 'zod';
import { NAME_CHARACTER, NAME_CHARACTERS_EXPECTED } from '../names.js';

const MAX_NAME = 100;
const MAX_DESCRIPTION = 1_000;

const NAME = new RegExp(`^${NAME_CHARACTER}{1,${MAX_NAME}}$`, 'u');
/** Lines, and no controls besides, nor halves of surrogate pairs: what no text can hold. */
const DESCRIPTION = new RegExp(`^(?:[^\\p{Cc}\\p{Cs}]|[\\t\\r\\n]){0,${MAX_DESCRIPTION}}$`, 'u');

const nameError = `Expected 1 to ${MAX_NAME} characters ${NAME_CHARACTERS_EXPECTED}.`;
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
