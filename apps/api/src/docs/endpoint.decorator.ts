import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { type ErrorCode, errorDefinition } from '@roster/domain';
import type { TAGS } from '../contract/contract.js';
import { exampleError, groupByStatus } from '../contract/error-examples.js';
import { type SchemaName, schemaRef } from './component-schemas.js';

interface Endpoint {
  readonly id: string;
  /** The heading under which it stands. */
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description: string;
  /** Which kind of token it takes; one of an organization unless given. */
  readonly security?: 'provisioning';
  /** Path parameters by name: what each names, and an example. */
  readonly path: Readonly<Record<string, readonly [description: string, example: string]>>;
  readonly query?: readonly { name: string; description: string; schema: object }[];
  readonly requestHeaders?: readonly { name: string; description: string; example: string }[];
  /** `csv`: the same as a file, for those that take one. */
  readonly body?: { readonly schema: SchemaName; readonly example: object; readonly csv?: string };
  readonly answers: Readonly<Record<number, Answer>>;
  readonly errors: readonly ErrorCode[];
}

interface Answer {
  readonly description: string;
  readonly schema?: SchemaName;
  readonly example?: object;
  /** Media types that it can be asked for in as well; their form is not described. */
  readonly otherTypes?: readonly string[];
  /** Response headers by name: what each says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What every endpoint that asks for a token can answer, whatever it does. */
const COMMON_ERRORS: readonly ErrorCode[] = [
  'MALFORMED_REQUEST',
  'UNAUTHENTICATED',
  'PERMISSION_DENIED',
  'RATE_LIMITED',
  'HEADERS_TOO_LARGE',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
  'DATABASE_TIMEOUT',
];

const TRACE_HEADERS = {
  'Trace-Id': 'The W3C trace id of the request: the one in logs and errors.',
  traceparent: 'The span that answered (W3C Trace Context).',
};

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
const RATE_LIMIT_HEADERS = {
  'RateLimit-Policy': 'For each limit: `q` requests in `w` seconds.',
  RateLimit: 'For each limit: `r` requests are left, and it begins anew in `t` seconds.',
};

/** Documents an endpoint completely: every status that it answers with, and every error code under that status. */
export function Endpoint(endpoint: Endpoint): MethodDecorator {
  const { id, tag, summary, description, security, path, query = [], requestHeaders = [], body, answers } = endpoint;
  const requestBody = body ? { requestBody: documentBody(body) } : {};
  return applyDecorators(
    ApiOperation({ operationId: id, tags: [tag], summary, description, ...requestBody }),
    ApiBearerAuth(security),
    ...Object.entries(path).map(([name, [text, example]]) =>
      ApiParam({ name, description: text, schema: { type: 'string', example } }),
    ),
    ...query.map(({ name, description: text, schema }) =>
      ApiQuery({ name, description: text, required: false, schema }),
    ),
    ...requestHeaders.map(({ name, description: text, example }) =>
      ApiHeader({ name, description: text, required: false, schema: { type: 'string', example } }),
    ),
    ...Object.entries(answers).map(([status, answer]) => documentAnswer(Number(status), answer)),
    ...[...groupByStatus(errorsOf(endpoint))].map(([status, codes]) => documentErrors(status, codes)),
  );
}

function errorsOf({ path, errors }: Endpoint): ErrorCode[] {
  const ofPath: readonly ErrorCode[] = 'organization_id' in path ? ['ORGANIZATION_NOT_FOUND'] : [];
  return [...COMMON_ERRORS, ...ofPath, ...errors];
}

function documentBody({ schema, example, csv }: NonNullable<Endpoint['body']>) {
  const json = { schema: schemaRef(schema), examples: { request: { value: example } } };
  const file = { schema: { type: 'string' as const }, examples: { file: { value: csv } } };
  return { required: true, content: { 'application/json': json, ...(csv ? { 'text/csv': file } : {}) } };
}

function documentAnswer(status: number, answer: Answer): MethodDecorator {
  const { description, schema, example, otherTypes = [], headers = {} } = answer;
  const others = otherTypes.map((type) => [type, { schema: { type: 'string' } }]);
  return ApiResponse({
    status,
    description,
    headers: documentHeaders({ ...headers, ...RATE_LIMIT_HEADERS, ...TRACE_HEADERS }),
    ...(schema
      ? { content: { 'application/json': { schema: schemaRef(schema), example }, ...Object.fromEntries(others) } }
      : {}),
  });
}

function documentErrors(status: number, codes: readonly ErrorCode[]): MethodDecorator {
  const examples = Object.fromEntries(codes.map((code) => [code, { value: exampleError(code) }]));
  return ApiResponse({
    status,
    description: codes.map((code) => `\`${code}\`: ${errorDefinition(code).message}`).join('\n\n'),
    headers: documentHeaders({
      ...ERROR_HEADERS[status],
      ...(status === 401 ? {} : RATE_LIMIT_HEADERS),
      ...TRACE_HEADERS,
    }),
    content: {
      'application/json': { schema: schemaRef('Error'), examples },
      'application/problem+json': { schema: schemaRef('ProblemDetails') },
    },
  });
}

const ERROR_HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'WWW-Authenticate': 'How to authenticate: Bearer.' },
  403: { 'WWW-Authenticate': 'The scope that the token lacks (RFC 6750).' },
  429: { 'Retry-After': 'Seconds after which to try again.' },
  503: { 'Retry-After': 'Seconds after which to try again.' },
};

function documentHeaders(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' as const } }]),
  );
}
