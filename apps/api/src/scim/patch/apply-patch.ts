import type { AttributeFilter } from '@roster/domain';
import { matchesFilter } from '../filter/matches-filter.js';
import type { Attribute } from '../schema/attribute.js';
import { isPrimary, readSingle, readValue, withOnePrimary } from '../schema/attribute-value.js';
import { isObject, type JsonObject } from '../schema/json-values.js';
import { assertListNotTooLarge } from '../schema/stored-values.js';
import { ScimError } from '../scim-error.js';
import type { PatchOperation } from './patch-operations.js';

/**
 * The resource after the operations, in their order. For resources that are read as a whole; a group never is.
 *
 * @throws ScimError invalidValue, noTarget, or with the status 413 when a list becomes too large
 */
export function applyPatch(resource: JsonObject, operations: readonly PatchOperation[]): JsonObject {
  return operations.reduce(applyOperation, resource);
}

function applyOperation(resource: JsonObject, operation: PatchOperation): JsonObject {
  const { names, attribute } = operation.path;
  // Passwords are not kept.
  if (attribute.returned === 'never') return resource;
  return changeAt(resource, names, (current) =>
    attribute.multiValued ? changeList(current, operation) : changeSingle(current, operation),
  );
}

/** A copy of the object with another value there; without the field when the value is undefined. */
function changeAt(
  object: JsonObject,
  [name = '', ...more]: readonly string[],
  change: (current: unknown) => unknown,
): JsonObject {
  const current = Object.hasOwn(object, name) ? object[name] : undefined;
  const inner = isObject(current) ? current : {};
  const changed = more.length === 0 ? change(current) : changeAt(inner, more, change);
  const others = Object.entries(object).filter(([key]) => key !== name);
  const isEmpty = changed === undefined || (isObject(changed) && Object.keys(changed).length === 0);
  return Object.fromEntries(isEmpty ? others : [...others, [name, changed]]);
}

function changeSingle(current: unknown, { op, path, value }: PatchOperation): unknown {
  const { attribute, sub } = path;
  if (sub !== null) {
    const fields = isObject(current) ? current : {};
    return changeAt(fields, [sub.name], () => (op === 'remove' ? undefined : readValue(value, sub)));
  }
  if (op === 'remove') return undefined;
  const read = readValue(value, attribute);
  return isObject(read) && isObject(current) ? { ...current, ...read } : read;
}

function changeList(current: unknown, operation: PatchOperation): unknown {
  const values = Array.isArray(current) ? current : [];
  const { path } = operation;
  const isWhole = path.filter === null && path.sub === null;
  const changed = isWhole ? changeWhole(values, operation) : changeSelected(values, path.filter, operation);
  assertListNotTooLarge(changed, path.attribute.name);
  return changed.length === 0 ? undefined : changed;
}

function changeWhole(values: readonly unknown[], { op, path, value }: PatchOperation): unknown[] {
  if (op === 'remove' && (value === undefined || value === null)) return [];
  const given = (readValue(value, path.attribute) ?? []) as unknown[];
  if (op === 'replace') return given;
  if (op === 'remove') {
    // Values of a list are identified by `value`.
    const removed = new Set(given.filter(isObject).map((one) => one.value));
    return values.filter((existing) => !isObject(existing) || !removed.has(existing.value));
  }
  const present = new Set(values.map((existing) => JSON.stringify(existing)));
  return withOnePrimary([...values, ...given.filter((one) => !present.has(JSON.stringify(one)))]);
}

function changeSelected(
  values: readonly unknown[],
  filter: AttributeFilter | null,
  { op, path, value }: PatchOperation,
): unknown[] {
  const isSelected = (element: unknown) => filter === null || matchesFilter(filter, element);
  if (op === 'remove' && path.sub === null) return values.filter((element) => !isSelected(element));
  if (!values.some(isSelected)) {
    if (op === 'remove') return [...values];
    if (op === 'replace') throw new ScimError('noTarget', `No value of "${path.attribute.name}" matches the filter.`);
    return withOnePrimary([...values, changeElement(filter ? valueDescribedBy(filter) : {}, { op, path, value })]);
  }
  const changed = values.map((element) =>
    isSelected(element) ? changeElement(element, { op, path, value }) : element,
  );
  // A changed value that is the preferred one now replaces the one that was.
  const preferred = changed.findLastIndex((element, index) => isSelected(values[index]) && isPrimary(element));
  return withOnePrimary(changed, preferred);
}

function changeElement(element: unknown, { op, path, value }: PatchOperation): JsonObject {
  const fields = isObject(element) ? element : {};
  const { attribute, sub } = path;
  if (sub !== null) return changeAt(fields, [sub.name], () => (op === 'remove' ? undefined : readSub(value, sub)));
  return { ...fields, ...(readSingle(value, attribute) as JsonObject) };
}

function readSub(value: unknown, sub: Attribute): unknown {
  // Entra ID sends some single values as lists.
  return readValue(Array.isArray(value) && value.length === 1 ? value[0] : value, sub);
}

/** The value that an add with a filter makes when there is none: Entra ID adds `emails[type eq "work"].value`. */
function valueDescribedBy(filter: AttributeFilter): JsonObject {
  if (filter.kind === 'and') return Object.assign({}, ...filter.filters.map(valueDescribedBy));
  if (filter.kind !== 'compare' || filter.operator !== 'eq') return {};
  const { names, type } = filter.attribute;
  return { [names[0] ?? 'value']: type === 'boolean' ? filter.value === 'true' : filter.value };
}
