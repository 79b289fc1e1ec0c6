import { type ErrorCode, errorDefinition, errorEnvelopeSchema } from '@roster/domain';
import { z } from 'zod';
import { problemDetailsSchema } from '../errors/problem-details.js';
import { PATCH_TYPES } from '../requests/media-type.js';
import { routeTemplate } from '../tracing/route-template.js';
import {
  type AnswerContract,
  type EndpointContract,
  errorsOf,
  isWrite,
  named,
  TAGS,
  tellsPosition,
  webhooks,
} from './contract.js';
import { exampleError, groupByStatus } from './error-examples.js';
import { componentSchemas, mapValues, queryParameters, ref, schemaRef } from './openapi-schemas.js';
import { idsIn, PATH_IDS } from './path-ids.js';
import { isList, isTagged } from './reading.js';

const DESCRIPTION = `
Roster manages who is a member of which department, and makes every change exactly once. A change is one operation,
applied in one database transaction. If you repeat a request with the same \`Idempotency-Key\`, you get the first answer
again.

All errors have the same form, with a code that never changes. Send \`Accept: application/problem+json\` to get them as
problem details (RFC 9457).
`.trim();

const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An API key of an organization, or a JWT from its identity provider.',
  },
  provisioning: {
    type: 'http',
    scheme: 'bearer',
    description: 'A provisioning token, which the operator of the installation has.',
  },
};

named('Error', errorEnvelopeSchema);
named('ProblemDetails', problemDetailsSchema);

/** All headers of a request together must not be longer. */
const LONGEST_HEADER = 16 * 1024;

const REQUEST_HEADERS = {
  'Idempotency-Key': {
    description:
      'Makes a request safe to repeat: the same request with the same key gets the first answer again. 1 to 255 visible ASCII characters, with or without quotes; a random UUID works best. Keys are kept for a day and belong to the caller: the API key or the user. A rotated API key is another caller.',
    example: '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
    // A key of 255 characters in its quotes.
    maxLength: 257,
  },
  Prefer: {
    description:
      '`respond-async`, or `wait=0`: answer 202 as soon as a new change is stored; errors that are found when it is carried out, such as an unknown department, are in the operation. `wait=N`: wait up to N seconds (0 to 60) for the outcome, then answer 202. Without this header a single change waits up to 10 seconds, and a bulk does not wait.',
    example: 'wait=5',
    maxLength: LONGEST_HEADER,
  },
  'If-Match': {
    description:
      'The `ETag` that you last received. The change is made only if nobody else has changed the object since. For a department, adding or removing members does not count.',
    example: '"Zb0wq0lQkZ0Jx2m7o1c9Tg"',
    maxLength: LONGEST_HEADER,
  },
  'Consistency-Token': {
    description:
      'The `Consistency-Token` of answers to your own changes: the answer to this request includes them. Several are separated by commas. Without it the answer may be some seconds old when the installation reads from a replica. A token of another installation has the same effect as one of the newest change.',
    example: '5rDh3cE1m0mHqkq0c9yYtw',
    maxLength: LONGEST_HEADER,
  },
} as const;

/** RateLimit: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
const ANSWER_HEADERS = {
  'Operation-Id': 'The ID of the operation that makes this change. Errors have it, too.',
  'Preference-Applied': 'The preferences of `Prefer` that were applied.',
  'Consistency-Token':
    'Send it in the header of the same name with a read that must include this change, and all that were made before. Only installations that read from a replica answer with it.',
  Location: 'The address of the created object, of the operation, or of the same object in another cell.',
  ETag: 'The version of the answer. Send it in `If-None-Match` to be answered 304 while it is unchanged, and that of a single object in `If-Match` to change only this version.',
  Link: 'The address of the next page, with `rel="next"` (RFC 8288); absent on the last page.',
  'WWW-Authenticate': 'How to authenticate: `Bearer`. With a 403 also the scope that the token lacks (RFC 6750).',
  'Retry-After': 'How many seconds to wait before trying again.',
  'RateLimit-Policy': 'The limits: for each, `q` requests in `w` seconds.',
  RateLimit: 'What is left of each limit: `r` requests in the `t` seconds until it is reset.',
  'Trace-Id': 'The W3C trace ID of the request, as in logs and errors.',
  traceparent: 'The span that handled the request (W3C Trace Context).',
} as const;
type HeaderName = keyof typeof ANSWER_HEADERS;

/** The OpenAPI 3.1 document of these endpoints. */
export function openApiDocument(endpoints: readonly EndpointContract[]) {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const path = routeTemplate(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationObject(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Roster',
      description: DESCRIPTION,
      version: '1',
      license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' },
    },
    servers: [{ url: '/', description: 'The host that serves this document.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: Object.fromEntries([...webhooks].map(([type, event]) => [type, webhookObject(type, event)])),
    components: {
      securitySchemes: SECURITY_SCHEMES,
      parameters: { ...pathParameters(), ...headerParameters() },
      headers: mapValues(ANSWER_HEADERS, (description) => ({ description, schema: { type: 'string' } })),
      responses: { NotModified: notModified(), ...errorResponses(endpoints) },
      examples: errorExamples(endpoints),
      schemas: componentSchemas(endpoints),
    },
  };
}

function operationObject(endpoint: EndpointContract) {
  const {
    operationId,
    tag,
    summary,
    description,
    token = 'bearer',
    path,
    query,
    body,
    prefer,
    ifMatch,
    replica,
  } = endpoint;
  const [resource, method] = endpoint.sdk.split('.');
  const headers = Object.entries({
    'Idempotency-Key': isWrite(endpoint),
    Prefer: prefer,
    'If-Match': ifMatch,
    'Consistency-Token': replica,
  });
  const parameters = [
    ...idsIn(path).map((name) => ref('parameters', name)),
    ...(query ? queryParameters(query) : []),
    ...headers.flatMap(([name, taken]) => (taken ? [ref('parameters', name)] : [])),
  ];
  const answers = Object.entries(endpoint.answers).map(([status, answer]) => [status, answerObject(endpoint, answer)]);
  const unchanged = isTagged(endpoint) ? [[304, ref('responses', 'NotModified')]] : [];
  const errors = [...groupByStatus(errorsOf(endpoint)).values()].map((codes) => [
    errorDefinition(codes[0]).status,
    ref('responses', responseName(codes)),
  ]);
  return {
    operationId,
    // Not part of OpenAPI: the name of the operation in the SDKs, which are generated from this document.
    'x-roster-sdk': { resource, method },
    tags: [tag],
    summary,
    description,
    security: [{ [token]: [] }],
    parameters,
    ...(body ? { requestBody: { required: true, content: bodyContent(endpoint, body) } } : {}),
    responses: Object.fromEntries([...answers, ...unchanged, ...errors]),
  };
}

/** An event as a request to its receiver. */
function webhookObject(type: string, { description, schema }: { description: string; schema: z.ZodType }) {
  return {
    post: {
      operationId: `event.${type}`,
      summary: type,
      description,
      security: [],
      requestBody: { required: true, content: { 'application/json': { schema: schemaRef(schema) } } },
      responses: { '2XX': { description: 'The event was received.' } },
    },
  };
}

function bodyContent({ method }: EndpointContract, { schema, example, csv }: NonNullable<EndpointContract['body']>) {
  const types = method === 'PATCH' ? PATCH_TYPES : ['application/json'];
  const content = { schema: schemaRef(schema), examples: { request: { value: example } } };
  return {
    ...Object.fromEntries(types.map((type) => [type, content])),
    ...(csv === undefined ? {} : { 'text/csv': { schema: { type: 'string' }, examples: { file: { value: csv } } } }),
  };
}

function answerObject(
  endpoint: EndpointContract,
  { description, schema, example, headers = [], otherType }: AnswerContract,
) {
  const ofChange = endpoint.prefer ? (['Operation-Id', 'Preference-Applied'] as const) : [];
  const ofPosition = tellsPosition(endpoint) ? (['Consistency-Token'] as const) : [];
  const ofPage = isList(endpoint) ? (['ETag', 'Link'] as const) : [];
  const content = {
    ...(schema ? { 'application/json': { schema: schemaRef(schema), example } } : {}),
    ...(otherType ? { [otherType]: { schema: { type: 'string' } } } : {}),
  };
  return {
    description,
    headers: headerRefs([...ofChange, ...ofPosition, ...ofPage, ...headers, 'RateLimit-Policy', 'RateLimit']),
    ...(schema ? { content } : {}),
  };
}

function notModified() {
  return {
    description: 'Nothing has changed since the answer with the `ETag` in `If-None-Match`.',
    headers: headerRefs(['ETag', 'RateLimit-Policy', 'RateLimit']),
  };
}

/** One shared response for each set of codes that an endpoint has under one status, with an example per code. */
function errorResponses(endpoints: readonly EndpointContract[]) {
  const groups = endpoints.flatMap((endpoint) => [...groupByStatus(errorsOf(endpoint)).values()]);
  return Object.fromEntries(groups.map((codes) => [responseName(codes), errorResponse(codes)]));
}

function errorResponse(codes: Codes) {
  const { status } = errorDefinition(codes[0]);
  return {
    description: codes.map((code) => `\`${code}\`: ${errorDefinition(code).message}`).join('\n\n'),
    headers: headerRefs([
      ...(ERROR_HEADERS[status] ?? []),
      ...(status === 401 ? [] : (['RateLimit-Policy', 'RateLimit'] as const)),
    ]),
    content: {
      'application/json': {
        schema: schemaRef(errorEnvelopeSchema),
        examples: Object.fromEntries(codes.map((code) => [code, ref('examples', code)])),
      },
      'application/problem+json': { schema: schemaRef(problemDetailsSchema) },
    },
  };
}

const ERROR_HEADERS: Readonly<Record<number, readonly HeaderName[]>> = {
  308: ['Location'],
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

function errorExamples(endpoints: readonly EndpointContract[]) {
  const codes = [...new Set(endpoints.flatMap(errorsOf))];
  return Object.fromEntries(codes.map((code) => [code, { value: exampleError(code) }]));
}

/** `DEPARTMENT_NOT_FOUND`, `MEMBER_NOT_FOUND`: `DepartmentNotFound.MemberNotFound`. */
function responseName(codes: Codes): string {
  const pascal = (code: string) => code.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());
  return codes.map(pascal).join('.');
}

function headerRefs(names: readonly HeaderName[]) {
  return Object.fromEntries([...names, 'Trace-Id', 'traceparent'].map((name) => [name, ref('headers', name)]));
}

function pathParameters() {
  return mapValues(PATH_IDS, ({ description, example, schema }, name) => {
    const { $schema: _, ...idSchema } = z.toJSONSchema(schema);
    return { name, in: 'path', required: true, description, schema: { ...idSchema, example } };
  });
}

function headerParameters() {
  return mapValues(REQUEST_HEADERS, ({ description, example, maxLength }, name) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string', maxLength, example },
  }));
}

type Codes = readonly [ErrorCode, ...ErrorCode[]];
