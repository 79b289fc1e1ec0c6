import type { ScimListQuery, ScimPosition, ScimSort } from '@roster/database';
import { z } from 'zod';
import { encodeCursor } from '../../contract/cursor.js';
import { comparedAttribute } from '../filter/comparisons.js';
import { isPostgresTime } from '../filter/date-time.js';
import { parseFilter } from '../filter/filter-parser.js';
import type { ScimRequest } from '../protocol/scim-request.js';
import type { ResourceType } from '../schema/attribute.js';
import { resolveAmong } from '../schema/attribute-path.js';
import { fieldOf, readMessage } from '../schema/json-values.js';
import { Projection } from '../schema/projection.js';
import { ScimError } from '../scim-error.js';

const SEARCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

export const DEFAULT_PAGE = 100;
export const MAX_PAGE = 1_000;

/** A query for resources (RFC 7644, sections 3.4.2 and 3.4.3; RFC 9865). */
export interface Search {
  readonly list: Omit<ScimListQuery, 'connectionId'>;
  readonly projection: Projection;
  /** The number of the first resource on the page; null when pages are read by cursor. */
  readonly startIndex: number | null;
  /** The cursor of the position at which the page ends. */
  cursorOf(position: ScimPosition): string;
}

/** The parameters of a search: those of a query string are text. */
type Parameter = (name: string) => unknown;

/** @throws ScimError invalidFilter, invalidPath, invalidValue, invalidCursor, invalidCount */
export function readQuery(request: ScimRequest, type: ResourceType): Search {
  // The first page is asked for by an empty cursor.
  const query = request.raw.query as { readonly cursor?: unknown };
  return readSearch((name) => (name === 'cursor' ? query.cursor : request.query(name)), type);
}

/**
 * @param others queried at the same time
 * @throws ScimError as above, or invalidSyntax
 */
export function readSearchBody(body: unknown, type: ResourceType, others: readonly ResourceType[] = []): Search {
  const message = readMessage(body, SEARCH_SCHEMA);
  return readSearch((name) => fieldOf(message, name) ?? undefined, type, others);
}

/** Which attributes of a single resource the caller asks for. */
export function readProjection(request: ScimRequest, type: ResourceType): Projection {
  return projectionOf((name) => request.query(name), type);
}

function readSearch(parameter: Parameter, type: ResourceType, others: readonly ResourceType[] = []): Search {
  const filter = textOf(parameter, 'filter');
  const sortBy = textOf(parameter, 'sortBy');
  const sort = sortBy === undefined ? null : sortOf(sortBy, textOf(parameter, 'sortOrder'), type, others);
  const list = { filter: filter === undefined ? null : parseFilter(filter, type, others), sort };
  const projection = projectionOf(parameter, type);
  // A cursor belongs to an order.
  const order = sort ? `${sort.attribute.names.join('.')} ${sort.descending}` : '';
  const cursorOf = ({ key, id }: ScimPosition) => encodeCursor([order, key, id]);
  const cursor = parameter('cursor');
  const count = wholeNumber(parameter, 'count') ?? DEFAULT_PAGE;
  if (cursor !== undefined) {
    if (count < 1) throw new ScimError('invalidCount', '"count" must be 1 or more.');
    const after = cursor === '' ? null : positionOf(cursor, order, sort?.attribute.type === 'dateTime');
    return { list: { ...list, limit: Math.min(count, MAX_PAGE), after }, projection, startIndex: null, cursorOf };
  }
  // What is too low counts as the lowest (RFC 7644, table 6).
  const startIndex = Math.max(wholeNumber(parameter, 'startIndex') ?? 1, 1);
  const limit = Math.min(Math.max(count, 0), MAX_PAGE);
  return { list: { ...list, limit, offset: startIndex - 1 }, projection, startIndex, cursorOf };
}

function projectionOf(parameter: Parameter, type: ResourceType): Projection {
  return Projection.of(namesOf(parameter('attributes')), namesOf(parameter('excludedAttributes')), type);
}

/** A list in a body; names separated by commas in a query string. */
function namesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.split(',').filter((name) => name.trim() !== '') : [];
}

function sortOf(
  sortBy: string,
  sortOrder: string | undefined,
  type: ResourceType,
  others: readonly ResourceType[],
): ScimSort {
  const path = resolveAmong(sortBy, type, others);
  if (path === null) throw new ScimError('invalidPath', `"sortBy" is not an attribute of ${type.name}.`);
  const { names, attribute, sub, absent = false } = path;
  const leaf = sub ?? attribute;
  if (attribute.multiValued || leaf.type === 'complex')
    throw new ScimError('invalidPath', '"sortBy" must name an attribute with a single value.');
  return {
    attribute: comparedAttribute(sub === null ? names : [...names, sub.name], leaf),
    descending: sortOrder?.toLowerCase() === 'descending',
    absent,
  };
}

function textOf(parameter: Parameter, name: string): string | undefined {
  const value = parameter(name);
  if (value === undefined || typeof value === 'string') return value;
  throw new ScimError('invalidValue', `"${name}" must be a string.`);
}

/** More than any list has. */
const MAX_NUMBER = 1_000_000_000;

function wholeNumber(parameter: Parameter, name: string): number | undefined {
  const value = parameter(name);
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^[+-]?\d{1,20}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return Math.min(number, MAX_NUMBER);
  throw new ScimError('invalidValue', `"${name}" must be a whole number.`);
}

const positionSchema = z.tuple([z.string(), z.string().nullable(), z.string()]);

function positionOf(cursor: unknown, order: string, isByTime: boolean): ScimPosition {
  const [sortedBy, key, id] = positionSchema.safeParse(decoded(cursor)).data ?? [];
  const isKey = key === null || (key !== undefined && !key.includes('\0') && (!isByTime || isPostgresTime(key)));
  if (sortedBy !== order || !isKey || id === undefined || id.includes('\0'))
    throw new ScimError('invalidCursor', '"cursor" must be the nextCursor of a page of the same query, or empty.');
  return { key, id };
}

function decoded(cursor: unknown): unknown {
  try {
    return typeof cursor === 'string' ? JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}
