import { fieldOf, isObject, readMessage } from '../schema/json-values.js';
import { ScimError } from '../scim-error.js';

const BULK_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

/** So many are carried out within the time that a caller waits for an answer. */
export const MAX_BULK_OPERATIONS = 100;

/** One of the requests that a bulk consists of. */
export interface BulkOperation {
  readonly method: string;
  /** `/Users`, or `/Users/usr_…`. */
  readonly path: string;
  /** By which other operations refer to the resource that this one creates. */
  readonly bulkId: string | undefined;
  readonly version: string | undefined;
  readonly data: unknown;
}

export interface Bulk {
  readonly operations: readonly BulkOperation[];
  /** After this many errors the rest is left out. */
  readonly failOnErrors: number;
}

/**
 * Reads a bulk (RFC 7644, section 3.7).
 *
 * @throws ScimError invalidSyntax, invalidValue, or with the status 413 when there are too many operations
 */
export function readBulk(body: unknown): Bulk {
  const message = readMessage(body, BULK_SCHEMA);
  const operations = fieldOf(message, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0)
    throw new ScimError('invalidSyntax', '"Operations" must be a list of one or more operations.');
  if (operations.length > MAX_BULK_OPERATIONS)
    throw new ScimError(null, `A bulk can have at most ${MAX_BULK_OPERATIONS} operations.`, 413);
  const failOnErrors = fieldOf(message, 'failOnErrors') ?? Number.POSITIVE_INFINITY;
  if (typeof failOnErrors !== 'number' || failOnErrors < 1)
    throw new ScimError('invalidValue', '"failOnErrors" must be a number from 1.');
  return { operations: operations.map(readOperation), failOnErrors };
}

function readOperation(operation: unknown): BulkOperation {
  if (!isObject(operation)) throw new ScimError('invalidSyntax', 'An operation must be an object.');
  const text = (name: string) => {
    const value = fieldOf(operation, name) ?? undefined;
    if (value === undefined || typeof value === 'string') return value;
    throw new ScimError('invalidSyntax', `"${name}" must be a string.`);
  };
  return {
    method: (text('method') ?? '').toUpperCase(),
    path: text('path') ?? '',
    bulkId: text('bulkId'),
    version: text('version'),
    data: fieldOf(operation, 'data'),
  };
}

/** How other operations refer to the resource of one (RFC 7644, section 3.7.2). */
const REFERENCE = /^bulkId:(.+)$/s;

/** The bulk IDs that the operation refers to in its path and data. */
export function referencesOf({ path, data }: BulkOperation): string[] {
  const found: string[] = [];
  replaceTexts([...path.split('/'), data], (text) => {
    const [, bulkId] = REFERENCE.exec(text) ?? [];
    if (bulkId !== undefined) found.push(bulkId);
    return text;
  });
  return found;
}

/** The operation with IDs in place of the references to resources that have been created. */
export function withReferences(operation: BulkOperation, ids: ReadonlyMap<string, string>): BulkOperation {
  const resolve = (text: string) => ids.get(REFERENCE.exec(text)?.[1] ?? '') ?? text;
  return {
    ...operation,
    path: operation.path.split('/').map(resolve).join('/'),
    data: replaceTexts(operation.data, resolve),
  };
}

/** Deeper data is refused when it is read. */
const MAX_DEPTH = 20;

function replaceTexts(value: unknown, replace: (text: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return replace(value);
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((inner) => replaceTexts(inner, replace, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, replaceTexts(inner, replace, depth + 1)]),
  );
}
