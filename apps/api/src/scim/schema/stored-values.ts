import { ScimError } from '../scim-error.js';
import type { JsonObject } from './json-values.js';

/** Identifiers are in indexes, which take no long texts. */
const MAX_IDENTIFIER = 256;

/**
 * A name or ID that the provider gave; null without one.
 *
 * @throws ScimError invalidValue when it is too long
 */
export function identifier(value: unknown, name: string): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  if (value.length <= MAX_IDENTIFIER) return value;
  throw new ScimError('invalidValue', `"${name}" can have at most ${MAX_IDENTIFIER} characters.`);
}

/** In characters of JSON: ample for a person with certificates. */
const MAX_ATTRIBUTES = 65_536;

/** @throws ScimError with the status 413 when the attributes that no column holds are too large to keep */
export function assertNotTooLarge(attributes: JsonObject, type: 'User' | 'Group'): void {
  if (JSON.stringify(attributes).length <= MAX_ATTRIBUTES) return;
  throw new ScimError(null, `A ${type} can have at most ${MAX_ATTRIBUTES} characters of JSON.`, 413);
}

const MAX_VALUES = 1_000;

/**
 * Keeps the work of an operation on a multi-valued attribute small, however many operations a request has.
 *
 * @throws ScimError with the status 413 when the list has too many values, or more than can be kept
 */
export function assertListNotTooLarge(values: readonly unknown[], name: string): void {
  if (values.length > MAX_VALUES) throw new ScimError(null, `"${name}" can have at most ${MAX_VALUES} values.`, 413);
  if (JSON.stringify(values).length <= MAX_ATTRIBUTES) return;
  throw new ScimError(null, `"${name}" can have at most ${MAX_ATTRIBUTES} characters of JSON.`, 413);
}
