import fc from 'fast-check';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { type Content, document, expectDeclared, type Responses } from './declared-answers.fixture.js';
import { type JsonSchema, valuesOf } from './schema-arbitrary.fixture.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: JsonSchema & { readonly example?: string };
}

interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Responses;
}

interface GeneratedRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const RUNS = { numRuns: 60 };
const PROVISIONING_TOKEN = 'provisioning-token-of-the-contract';

const components = (document.components?.schemas ?? {}) as Readonly<Record<string, JsonSchema>>;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as unknown as Record<string, Operation>).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, method, path, operation] as const,
  ),
);

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ provisioningTokens: [PROVISIONING_TOKEN] });
});
afterAll(() => api.close());

it.each(operations)('%s is always answered as the document declares', async (_, method, path, operation) => {
  await fc.assert(
    fc.asyncProperty(requests(operation), async (request) => {
      const token = operation.security.some((kind) => 'provisioning' in kind) ? PROVISIONING_TOKEN : api.demo.token;
      const answer = await send(api.url + address(path, request), method.toUpperCase(), token, {
        headers: { ...request.headers },
        ...(request.body === undefined ? {} : { json: request.body }),
      });
      expectDeclared(answer, operation.responses);
    }),
    RUNS,
  );
});

/** Valid requests, and requests of which each part is either valid or arbitrary. */
function requests(operation: Operation): fc.Arbitrary<GeneratedRequest> {
  return fc.oneof(requestsOf(operation, AS_ASKED), requestsOf(operation, ANYHOW));
}

interface Manner {
  segment(example: string): fc.Arbitrary<string>;
  value(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown>;
  header(parameter: Parameter): fc.Arbitrary<string>;
  readonly accept: readonly string[];
  readonly moreQuery: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
});

/** In seconds. Nothing happens here that a request could wait for. */
const SHORT_WAITS = fc.integer({ min: 0, max: 1 });

const AS_ASKED: Manner = {
  segment: (example) => fc.constant(example),
  value: (valid) => valid,
  // A key of an earlier run would be refused.
  header({ name, schema }) {
    if (name === 'Idempotency-Key') return fc.uuid();
    return name === 'Prefer' ? fc.constantFrom('wait=5', 'respond-async') : fc.constant(schema.example ?? 'x');
  },
  accept: ['application/json', 'text/csv'],
  moreQuery: {},
};

const ANYHOW: Manner = {
  segment: segments,
  value: (valid) => fc.oneof({ weight: 3, arbitrary: valid }, { weight: 1, arbitrary: fc.jsonValue() }),
  header: ({ schema }) => fc.oneof(fc.constant(schema.example ?? 'x'), printable),
  accept: ['application/json', 'application/problem+json', 'text/csv', '*/*', 'nonsense'],
  moreQuery: { unknown: fc.constant('x') },
};

function requestsOf({ parameters = [], requestBody }: Operation, manner: Manner): fc.Arbitrary<GeneratedRequest> {
  const arbitraries = <T>(place: Parameter['in'], of: (parameter: Parameter) => fc.Arbitrary<T>) =>
    Object.fromEntries(parameters.filter((one) => one.in === place).map((one) => [one.name, of(one)]));
  const optional = { requiredKeys: [] };
  const query = arbitraries('query', ({ name, schema }) =>
    manner.value(name === 'wait' ? SHORT_WAITS : valuesOf(schema, components)),
  );
  return fc.record({
    path: fc.record(arbitraries('path', ({ schema }) => manner.segment(schema.example ?? 'x'))),
    query: fc.record({ ...query, ...manner.moreQuery }, optional),
    headers: fc.record(
      { ...arbitraries('header', manner.header), accept: fc.constantFrom(...manner.accept) },
      optional,
    ),
    body: bodies(requestBody?.content['application/json'], manner),
  });
}

function bodies(content: Content | undefined, manner: Manner): fc.Arbitrary<unknown> {
  if (content === undefined) return fc.constant(undefined);
  const examples = Object.values(content.examples ?? {}).map(({ value }) => fc.constant(value));
  return manner.value(fc.oneof(...examples, valuesOf(content.schema, components)));
}

/** An ID that exists, one that does not, one of another kind, and any text. */
function segments(example: string): fc.Arbitrary<string> {
  const anything = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(example) },
    { weight: 1, arbitrary: fc.constantFrom(`${example}x`, 'usr_demo001', 'dept_plat01', 'org_xyz789', 'op_1') },
    { weight: 1, arbitrary: anything.filter((text) => text !== '.' && text !== '..') },
  );
}

function address(path: string, { path: segmentsOf, query }: GeneratedRequest): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(segmentsOf[name])));
  const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const parameters = Object.entries(query).map(([name, value]): [string, string] => [name, asText(value)]);
  return `${filled}?${new URLSearchParams(parameters)}`;
}
