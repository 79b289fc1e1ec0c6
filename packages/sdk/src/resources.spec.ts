import { readFileSync } from 'node:fs';
import type { List, RosterPromise } from './index.js';
import { json, rosterWith } from './recorded.fixture.js';

interface Schema {
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string;
}

type OrReference<Value> = Value | { readonly $ref: string };

interface Documented {
  readonly 'x-roster-sdk': { readonly resource: string; readonly method: string };
  readonly parameters: readonly OrReference<{ readonly name: string; readonly in: string; readonly schema: Schema }>[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly examples: { readonly request: { value: object } } } };
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: { readonly 'application/json': { readonly example: object } } }>
  >;
}

const document = JSON.parse(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));

function resolve<Value extends object>(node: OrReference<Value>): Value {
  if (!('$ref' in node)) return node;
  return node.$ref
    .slice(2)
    .split('/')
    .reduce((value, key) => value[key], document);
}

const operations = Object.entries<Record<string, Documented>>(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([verb, operation]) => {
    const { resource, method } = operation['x-roster-sdk'];
    return { name: `${resource}.${method}`, resource, method, verb: verb.toUpperCase(), path, operation };
  }),
);

const camel = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
/** A text of JSON in camelCase. No example has a map in it that has keys. */
const camelized = (value: unknown) =>
  JSON.parse(JSON.stringify(value).replace(/"(\w+)":/g, (_, name: string) => `"${camel(name)}":`));

/** A value that the schema of a parameter allows. */
function valueFor({ example, enum: values, type, default: usual }: Schema): unknown {
  return example ?? values?.at(-1) ?? usual ?? (type === 'integer' ? 7 : type === 'boolean' ? true : 'text');
}

it.each(operations)('$name sends what the document says, and gives what it answers', async (documented) => {
  const { resource, method, verb, path, operation } = documented;
  const parameters = operation.parameters.map((parameter) => resolve(parameter));
  const valuesIn = (place: string) =>
    Object.fromEntries(parameters.flatMap((one) => (one.in === place ? [[one.name, valueFor(one.schema)]] : [])));
  const body = operation.requestBody?.content['application/json'].examples.request.value;
  // What a bulk has in its body and, for a file, in its query.
  const query = Object.fromEntries(Object.entries(valuesIn('query')).filter(([name]) => !(name in (body ?? {}))));
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code !== '202') ?? [];
  const example = answer?.content?.['application/json'].example;
  const { roster, sent } = rosterWith([
    example === undefined ? new Response(null, { status: Number(status) }) : json(example, Number(status)),
  ]);

  const target = roster[resource as 'departments'] as unknown as Record<string, (params: object) => unknown>;
  const called = target[method]?.(camelized({ ...valuesIn('path'), ...query, ...body }));
  const result = await (called !== null && typeof called === 'object' && 'page' in called
    ? (called as List<unknown>).page()
    : (called as RosterPromise<unknown>));

  const [request] = sent;
  const url = new URL(request?.url ?? '');
  expect(`${request?.method} ${url.pathname}`).toBe(
    `${verb} ${path.replace(/{(\w+)}/g, (_, name: string) => String(valuesIn('path')[name]))}`,
  );
  expect(Object.fromEntries(url.searchParams)).toEqual(
    Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
  );
  expect(await request?.text()).toBe(body === undefined ? '' : JSON.stringify(body));
  expect(result).toEqual(example === undefined ? undefined : camelized(example));
});

it('has no method beside those of the document', () => {
  const { roster } = rosterWith([]);
  const methods = Object.entries(roster).flatMap(([name, resource]) =>
    name === 'raw'
      ? []
      : Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).map((method) => `${name}.${method}`),
  );
  const named = methods.filter((name) => !name.endsWith('.constructor'));
  expect(named.sort()).toEqual(operations.map(({ name }) => name).sort());
});
