import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Answer, RequestOptions, RunningApi } from '../api.fixture.js';
import { ENDPOINTS } from '../endpoints.js';
import { dereference } from './dereference.fixture.js';
import { openApiDocument } from './openapi.js';
import type { JsonSchema } from './schema-arbitrary.fixture.js';

export interface Content {
  readonly schema: JsonSchema;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export type Responses = Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;

export const document = dereference(openApiDocument(ENDPOINTS));

const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: {
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
    email: /^[^\s@]+@[^\s@]+$/,
    uri: URL.canParse,
  },
});
ajv.addSchema({ $id: 'roster', components: { schemas: closed(document.components.schemas) } });

/** The same schemas without room for further fields: the document leaves it for later versions, but this one uses none. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, closed(field)]));
  return 'properties' in schema && 'type' in schema ? { additionalProperties: false, ...inner } : inner;
}

/** Throws unless the document declares this answer: its status, content type, body and error code. */
export function expectDeclared({ status, headers, body, text }: Answer, responses: Responses): void {
  const summary = () => `${status} ${text.slice(0, 600)}`;
  if (status >= 500 || !(status in responses)) throw new Error(`The document does not allow ${summary()}`);
  const { content } = responses[status] ?? {};
  if (content === undefined) {
    if (text !== '') throw new Error(`No body is allowed: ${summary()}`);
    return;
  }
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  const allowed = content[type];
  if (allowed === undefined) throw new Error(`The document does not allow ${type}: ${summary()}`);
  if (!type.includes('json')) return;
  const { $ref } = allowed.schema;
  // Compiled once for each schema; a reference that is made anew would be compiled for each answer.
  const validate = $ref === undefined ? ajv.compile(allowed.schema) : ajv.getSchema(`roster${$ref}`);
  const valid = Boolean(validate?.(body));
  if (!valid) throw new Error(`${ajv.errorsText(validate?.errors)}: ${summary()}`);
  const codes = content['application/json']?.examples;
  const code = body.error?.code ?? body.code;
  if (status >= 400 && codes && !(code in codes)) throw new Error(`The document does not name this code: ${summary()}`);
}

/** Sends a request, and throws unless the document declares the answer. `path` begins after the organization's ID. */
export async function requestDeclared(
  api: RunningApi,
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const answer = await api.request(method, path, options);
  expectDeclared(answer, responsesOf(method, `${api.url}/v1/organizations/org_xyz789${path}`));
  return answer;
}

/** What the document declares for a method and a URL. For anything but an endpoint: 404 or 405. */
export function responsesOf(method: string, url: string): Responses {
  // Clients resolve `..` before sending.
  const path = new URL(url).pathname;
  const fits = Object.keys(document.paths).filter((template) => sameShape(template, path));
  // A literal segment takes precedence over a parameter, as in the router.
  const [template = ''] = fits.sort((a, b) => parameters(a) - parameters(b));
  const methods = (document.paths[template] ?? {}) as unknown as Readonly<Record<string, { responses: Responses }>>;
  return methods[method.toLowerCase()]?.responses ?? NO_ENDPOINT;
}

const REFUSED = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
const NO_ENDPOINT: Responses = { 404: REFUSED, 405: REFUSED };

function sameShape(template: string, address: string): boolean {
  const segments = address.split('/');
  const wanted = template.split('/');
  return (
    wanted.length === segments.length &&
    wanted.every((one, index) => one === segments[index] || isFilled(one, segments[index]))
  );
}

const isFilled = (template: string, segment = '') => template.startsWith('{') && segment !== '';

const parameters = (template: string) => template.split('{').length;
