import { type PatchPath, parsePath } from '../filter/filter-parser.js';
import type { ResourceType } from '../schema/attribute.js';
import { fieldOf, isObject, readMessage } from '../schema/json-values.js';
import { ScimError } from '../scim-error.js';

export const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Providers send a few; Entra ID puts up to a thousand members into one. */
export const MAX_PATCH_OPERATIONS = 1_000;

/** A change of one attribute. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: PatchPath;
  /**
   * Undefined when the request has no value, which is not the same as null. For `remove`, as Entra ID sends it: which
   * values to remove; undefined: all that the path selects.
   */
  readonly value: unknown;
}

/**
 * Parses a PATCH (RFC 7644, section 3.5.2). An operation without a path becomes one for each attribute of its value.
 *
 * @throws ScimError invalidSyntax, invalidPath, invalidFilter, invalidValue, noTarget, mutability, or with the status 413
 *   when there are too many operations
 */
export function parsePatch(body: unknown, type: ResourceType): PatchOperation[] {
  const operations = fieldOf(readMessage(body, PATCH_SCHEMA), 'Operations');
  if (!Array.isArray(operations) || operations.length === 0)
    throw new ScimError('invalidSyntax', '"Operations" must be a list of one or more operations.');
  if (operations.length > MAX_PATCH_OPERATIONS)
    throw new ScimError(null, `A PATCH can have at most ${MAX_PATCH_OPERATIONS} operations.`, 413);
  const parsed = operations.flatMap((operation) => parseOperation(operation, type));
  if (parsed.length > MAX_PATCH_OPERATIONS)
    throw new ScimError(null, `A PATCH can change at most ${MAX_PATCH_OPERATIONS} attributes.`, 413);
  return parsed;
}

function parseOperation(operation: unknown, type: ResourceType): PatchOperation[] {
  if (!isObject(operation)) throw new ScimError('invalidSyntax', 'An operation must be an object.');
  const op = String(fieldOf(operation, 'op')).toLowerCase();
  if (op !== 'add' && op !== 'remove' && op !== 'replace')
    throw new ScimError('invalidSyntax', '"op" must be add, remove or replace.');
  const path = fieldOf(operation, 'path') ?? undefined;
  const value = fieldOf(operation, 'value');
  if (path === undefined) return withoutPath(op, value, type);
  if (typeof path !== 'string') throw new ScimError('invalidPath', '"path" must be a string.');
  if (op === 'add' && (value === undefined || value === null))
    throw new ScimError('invalidValue', 'An add needs a value.');
  const target = parsePath(path, type);
  if (isReadOnly(target)) throw new ScimError('mutability', `"${target.attribute.name}" cannot be changed.`);
  return [{ op, path: target, value }];
}

/** The keys of the value are paths. What cannot be changed is left out: providers repeat the resource's `id`. */
function withoutPath(op: PatchOperation['op'], value: unknown, type: ResourceType): PatchOperation[] {
  if (op === 'remove') throw new ScimError('noTarget', 'A remove needs a path.');
  if (!isObject(value)) throw new ScimError('invalidValue', 'Without a path, "value" must be an object.');
  const isCoreSchema = (key: string) => key.toLowerCase() === type.schema.id.toLowerCase();
  const fields = Object.entries(value).flatMap(([key, inner]) =>
    isCoreSchema(key) && isObject(inner) ? Object.entries(inner) : [[key, inner] as const],
  );
  return fields.flatMap(([key, inner]) => {
    if (isCoreSchema(key)) return [];
    const path = parsePath(key, type);
    return isReadOnly(path) ? [] : [{ op, path, value: inner }];
  });
}

function isReadOnly({ attribute, sub }: PatchPath): boolean {
  return attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly';
}
