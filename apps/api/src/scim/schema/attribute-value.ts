import { ScimError } from '../scim-error.js';
import type { Attribute } from './attribute.js';
import { findSub } from './attribute-path.js';
import { assertStorable, isObject, type JsonObject } from './json-values.js';

/**
 * The value of an attribute as it is stored, with the names of the schema; undefined for what counts as unassigned: null
 * and an empty list (RFC 7643, section 2.5). Takes what providers send: booleans as text, a list's single value without
 * the list, and for a complex value only its `value`.
 *
 * @throws ScimError invalidValue
 */
export function readValue(value: unknown, attribute: Attribute): unknown {
  if (value === null || value === undefined) return undefined;
  if (!attribute.multiValued) return readSingle(value, attribute);
  const values = (Array.isArray(value) ? value : [value]).flatMap((element) => readSingle(element, attribute) ?? []);
  return values.length === 0 ? undefined : withOnePrimary(values);
}

/** One value, also of a multi-valued attribute. */
export function readSingle(value: unknown, attribute: Attribute): unknown {
  const { name, type, subAttributes, open } = attribute;
  if (value === null || value === undefined) return undefined;
  if (open) return readFreely(value, name);
  if (type === 'complex') {
    if (subAttributes === undefined) return readFreely(value, name);
    if (isObject(value)) return readFields(value, subAttributes, name);
    const main = findSub(attribute, 'value');
    if (main !== undefined) return { value: readSingle(value, main) };
    throw new ScimError('invalidValue', `"${name}" must be an object.`);
  }
  if (type === 'boolean') return readBoolean(value, name);
  if (typeof value !== 'string') throw new ScimError('invalidValue', `"${name}" must be a string.`);
  assertStorable(value, name);
  return value;
}

function readFreely(value: unknown, name: string): unknown {
  assertStorable(value, name);
  return value;
}

/** The fields of an object that the schema has, by the names of the schema, and all others as they were sent. */
export function readFields(object: JsonObject, attributes: readonly Attribute[], name: string): JsonObject {
  const fields = Object.entries(object).map(([key, value]) => {
    const known = attributes.find((candidate) => candidate.name.toLowerCase() === key.toLowerCase());
    if (known) return [known.name, readValue(value, known)] as const;
    assertStorable({ [key]: value }, name);
    return [key, value ?? undefined] as const;
  });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Entra ID sends "True" and "False". */
function readBoolean(value: unknown, name: string): boolean {
  const text = String(value).toLowerCase();
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ScimError('invalidValue', `"${name}" must be true or false.`);
}

/**
 * "The primary attribute value true MUST appear no more than once" (RFC 7643, section 2.4).
 *
 * @param preferred the one that stays primary; by default and when it is -1, the last that is
 */
export function withOnePrimary(values: readonly unknown[], preferred = -1): unknown[] {
  const kept = preferred === -1 ? values.findLastIndex(isPrimary) : preferred;
  return values.map((value, index) =>
    index !== kept && isPrimary(value) ? { ...(value as JsonObject), primary: false } : value,
  );
}

export function isPrimary(value: unknown): boolean {
  return isObject(value) && value.primary === true;
}
