import { snakeFields, toCamel, toSnake } from './field-names.js';
import type { ChangeOptions, IfMatch } from './options.js';

/** An operation of the API, as its method describes it. */
export interface Endpoint {
  /** `departments.addMember` */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** The parameters that belong to the query; those of the path are in it, and all others are fields of the body. */
  readonly query?: readonly string[];
  readonly body?: true;
  /** The body may be CSV instead; then these belong to the query. */
  readonly csv?: readonly string[];
  /** See `camelFields`. */
  readonly maps?: readonly string[];
}

type Texts = Record<string, string>;

export interface RequestParts {
  readonly params: { readonly path: Texts; readonly query: Record<string, unknown> };
  readonly headers: Texts;
  readonly body?: unknown;
  readonly bodySerializer?: (body: unknown) => string;
}

/**
 * The parts of a request, as `openapi-fetch` takes them.
 *
 * @throws TypeError when an ID is missing or no ID, or a parameter is unknown: nothing is sent
 * @throws RangeError when `wait` is out of range
 */
export function requestParts(endpoint: Endpoint, params: object, options: ChangeOptions & IfMatch): RequestParts {
  const { csv, ...given } = params as Record<string, unknown>;
  const isFile = endpoint.csv !== undefined && csv !== undefined;
  const inPath = new Set(endpoint.path.match(/(?<={)\w+(?=})/g));
  const inQuery = new Set((isFile ? endpoint.csv : endpoint.query) ?? []);
  const hasFields = endpoint.body === true && !isFile;
  const path: Texts = {};
  const query: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(isFile ? given : params)) {
    const name = toSnake(key);
    if (value === undefined) continue;
    if (inPath.has(name)) path[name] = pathId(endpoint, key, value);
    else if (inQuery.has(name)) query[name] = value;
    else if (hasFields) fields[name] = snakeFields(value, endpoint.maps ?? [], [name]);
    else throw new TypeError(`${endpoint.name}: there is no parameter "${key}"`);
  }
  const missing = [...inPath].find((name) => path[name] === undefined);
  if (missing !== undefined) throw new TypeError(`${endpoint.name}: the parameter "${toCamel(missing)}" is missing`);
  const headers = headersOf(options);
  if (isFile)
    return {
      params: { path, query },
      headers: { ...headers, 'content-type': 'text/csv' },
      body: csv,
      bodySerializer: String,
    };
  return { params: { path, query }, headers, ...(hasFields && { body: fields }) };
}

/** An empty ID, or one of dots, would make another path of it. */
function pathId({ name }: Endpoint, key: string, value: unknown): string {
  if (typeof value !== 'string' || value === '' || value === '.' || value === '..')
    throw new TypeError(`${name}: the parameter "${key}" must be an ID, not ${JSON.stringify(value)}`);
  return value;
}

function headersOf({ idempotencyKey, wait, ifMatch }: ChangeOptions & IfMatch): Texts {
  if (wait !== undefined && !(Number.isInteger(wait) && wait >= 0 && wait <= 60))
    throw new RangeError('"wait" must be a whole number of seconds from 0 to 60');
  return {
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    ...(wait !== undefined && { prefer: wait === 0 ? 'respond-async' : `wait=${wait}` }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  };
}
