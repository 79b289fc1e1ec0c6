import { ScimError } from '../scim-error.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Valid resources are less deep. */
const MAX_DEPTH = 10;

/**
 * Throws unless Postgres can store the value.
 *
 * @throws ScimError invalidValue
 */
export function assertStorable(value: unknown, name: string, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      throw new ScimError('invalidValue', `"${name}" contains a NUL character or invalid Unicode.`);
  } else if (typeof value === 'object' && value !== null) {
    if (depth === MAX_DEPTH) throw new ScimError('invalidValue', `"${name}" is nested too deeply.`);
    for (const [key, inner] of Object.entries(value)) {
      assertStorable(key, name, depth + 1);
      assertStorable(inner, name, depth + 1);
    }
  }
}

/** The value of a field in any case: providers do not agree on the case of names. */
export function fieldOf(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}

/**
 * The object that a message is, which names the URI of its schema.
 *
 * @throws ScimError invalidSyntax
 */
export function readMessage(body: unknown, schema: string): JsonObject {
  if (!isObject(body)) throw new ScimError('invalidSyntax', 'The body is not a JSON object.');
  const schemas = fieldOf(body, 'schemas');
  const named = Array.isArray(schemas) ? schemas : [];
  if (named.some((uri) => typeof uri === 'string' && uri.toLowerCase() === schema.toLowerCase())) return body;
  throw new ScimError('invalidSyntax', `"schemas" must be a list that contains "${schema}".`);
}
