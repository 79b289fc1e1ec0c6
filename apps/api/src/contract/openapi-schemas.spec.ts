import { ENDPOINTS } from '../endpoints.js';
import { openApiDocument } from './openapi.js';
import type { JsonSchema } from './schema-arbitrary.fixture.js';

type Found = JsonSchema & { readonly additionalProperties?: unknown };

const { paths, components } = openApiDocument(ENDPOINTS);
const operations = Object.values(paths).flatMap((methods) => Object.values(methods) as Operation[]);
const schemas = components.schemas as Record<string, Found>;
const bodies = new Set(operations.map(({ requestBody }) => requestBody?.content['application/json']?.schema.$ref));

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
}

/** Everything below `value` that has a `type`, with its path. */
function typed(value: unknown, at: string): [string, Found][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, field]) => typed(field, `${at}.${name}`));
  return 'type' in value && (typeof value.type === 'string' || Array.isArray(value.type))
    ? [[at, value as Found], ...inner]
    : inner;
}
const isBody = (name: string) => bodies.has(`#/components/schemas/${name}`);
const ofKind = (body: boolean) =>
  Object.entries(schemas)
    .filter(([name]) => isBody(name) === body)
    .flatMap(([name, schema]) => typed(schema, name));
const parameters = operations.flatMap((operation) => typed(operation, operation.operationId));
const everything = [...ofKind(true), ...ofKind(false), ...parameters, ...typed(components.parameters, 'parameters')];

const at = (found: readonly [string, unknown][]) => found.map(([path]) => path);

it('no schema has the name of an operation, whatever the case: generators make a type of both', () => {
  const taken = new Set(operations.map(({ operationId }) => operationId.toLowerCase()));
  expect(Object.keys(schemas).filter((name) => taken.has(name.toLowerCase()))).toEqual([]);
});

it('patterns mean the same in every language: no Unicode properties, which take a flag, and no looking around', () => {
  const patterns = everything.filter(([, { pattern }]) => pattern !== undefined);
  expect(patterns.length).toBeGreaterThan(20);
  expect(at(patterns.filter(([, { pattern = '' }]) => /\\[pPu]|\(\?[=!<]/.test(pattern)))).toEqual([]);
});

it('bodies are closed, answers are open', () => {
  const objects = (found: [string, Found][]) => found.filter(([, { properties }]) => properties !== undefined);
  const [requests, answers] = [objects(ofKind(true)), objects(ofKind(false))];
  expect([requests.length, answers.length].map((count) => count > 10)).toEqual([true, true]);
  expect(at(requests.filter(([, schema]) => schema.additionalProperties !== false))).toEqual([]);
  expect(at(answers.filter(([, schema]) => schema.additionalProperties === false))).toEqual([]);
});

it('times are date-times', () => {
  const times = everything.filter(([path]) => /(_at|timestamp)(\.anyOf\.0)?$/.test(path));
  const strings = times.filter(([, { type }]) => type === 'string');
  expect(strings.length).toBeGreaterThan(10);
  expect(at(strings.filter(([, { format }]) => format !== 'date-time'))).toEqual([]);
});

it('every text has a longest length', () => {
  const unbounded = everything.filter(
    ([, { type, format, maxLength, enum: values, ...rest }]) =>
      type === 'string' && (maxLength ?? values) === undefined && format !== 'date-time' && !('const' in rest),
  );
  const bare = [
    'bulkAddDepartmentMembers.requestBody.content.text/csv',
    'listAuditEvents.responses.200.content.text/csv',
  ];
  expect(at(unbounded).filter((path) => !bare.some((file) => path.startsWith(file)))).toEqual([]);
});
