import {
  applyDecorators,
  createParamDecorator,
  Delete,
  type ExecutionContext,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  type StreamableFile,
  UseGuards,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { KeyedRequest } from '@roster/database';
import type { Caller, ChangeOrigin, ExpectedVersion } from '@roster/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AccessGuard } from '../auth/access.guard.js';
import { type Freshness, readFreshness } from '../replica/freshness.js';
import { callerOf, originOf } from '../requests/caller.js';
import { ChangeRequest } from '../requests/change-request.js';
import { keyedRequest } from '../requests/idempotency-key.js';
import { parseIfMatch } from '../requests/if-match.js';
import { mediaTypeOf, PATCH_TYPES, prefers } from '../requests/media-type.js';
import { readJson } from '../requests/read-json.js';
import { parseOrRefuse } from '../requests/validation.js';
import type { Answer, AnswerHeader } from './answers.js';
import { type EndpointContract, isWrite, tellsPosition } from './contract.js';
import { type PathOf, pathReader } from './path-ids.js';
import { isLong, isTagged, readAnswer, type TaggedRequest } from './reading.js';

/** What a handler receives: the validated request, typed by its contract. */
export type RequestOf<Endpoint extends EndpointContract> = {
  readonly path: PathOf<Endpoint['path']>;
  /** For the audit. */
  readonly origin: ChangeOrigin;
  readonly headers: FastifyRequest['headers'];
  /** Scheme and host with which the caller reached the API: `https://api.example.com`. */
  readonly publicUrl: string;
} & (Endpoint extends { token: 'provisioning' } ? unknown : { readonly caller: Caller }) &
  (Endpoint extends { query: infer Query extends z.ZodType } ? { readonly query: z.output<Query> } : unknown) &
  BodyOf<Endpoint> &
  (Endpoint extends { answers: { 200: { otherType: 'text/csv' } } } ? { readonly wantsCsv: boolean } : unknown) &
  (Endpoint extends { waits: true } ? { readonly raw: FastifyRequest } : unknown) &
  (Endpoint extends { replica: true } ? { readonly freshness: Freshness } : unknown) &
  (Endpoint extends { ifMatch: true } ? { readonly expected: ExpectedVersion } : unknown) &
  (Endpoint extends { prefer: true }
    ? { readonly change: ChangeRequest }
    : /** Null without an Idempotency-Key. */
      { readonly keyed: KeyedRequest | null });

type BodyOf<Endpoint> = Endpoint extends { body: { csv: string } }
  ? { readonly raw: FastifyRequest }
  : Endpoint extends { body: { schema: infer Body extends z.ZodType } }
    ? { readonly body: z.output<Body> }
    : unknown;

/** What a handler may return: one of the answers of its contract. A plain value has the status 200. */
export type AnswerOf<Endpoint extends EndpointContract> = {
  [Status in keyof Endpoint['answers'] & number]: AnswerFor<Status, Endpoint['answers'][Status]>;
}[keyof Endpoint['answers'] & number];

type AnswerFor<Status extends number, Declared> =
  | Answer<Status, ValueOf<Declared>, HeadersOf<Declared>>
  | (Status extends 200 ? ([HeadersOf<Declared>] extends [never] ? ValueOf<Declared> : never) : never)
  | (Declared extends { otherType: string }
      ? Answer<Status, StreamableFile, 'Content-Type' | 'Content-Disposition'>
      : never);

/** Rows hold IDs as plain strings, so the schema's input type is used. */
type ValueOf<Declared> = Declared extends { schema: infer Schema extends z.ZodType }
  ? DeepReadonly<z.input<Schema>>
  : undefined;
type DeepReadonly<Value> = Value extends object
  ? { readonly [Field in keyof Value]: DeepReadonly<Value[Field]> }
  : Value;
type HeadersOf<Declared> = Declared extends { headers: readonly (infer Header extends AnswerHeader)[] }
  ? Header
  : never;

const METHODS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const;

/**
 * Makes a method the handler of an endpoint: sets its route, guard, limits and single argument. A method that does not
 * fit the contract does not compile.
 */
export function Endpoint<Contract extends EndpointContract>(endpoint: Contract) {
  const { method, path, action, token, body, waits = false } = endpoint;
  const read = requestReader(endpoint);
  const Request = createParamDecorator((_: undefined, context: ExecutionContext) => {
    const http = context.switchToHttp();
    return read(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  });
  const decorate = applyDecorators(
    METHODS[method](path),
    HttpCode(200),
    UseGuards(AccessGuard),
    RouteConfig({
      access: token ?? action,
      waits,
      tellsPosition: tellsPosition(endpoint),
      ...(body?.limit === undefined ? {} : { largestBody: body.limit }),
      ...(isLong(endpoint) ? { compresses: true } : {}),
    }),
  );
  return <Handler extends (request: RequestOf<Contract>) => AnswerOf<Contract> | Promise<AnswerOf<Contract>>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void => {
    Request()(target, name, 0);
    const { value: handler } = descriptor;
    // Writes have nothing wrapped around them.
    if (handler !== undefined && isTagged(endpoint)) {
      descriptor.value = async function (this: unknown, request: TaggedRequest) {
        return readAnswer(endpoint, await handler.call(this, request as never), request);
      } as unknown as Handler;
    }
    decorate(target, name, descriptor);
  };
}

/** Validates a request in this order: path, media type, query, body, headers. */
function requestReader(endpoint: EndpointContract) {
  const { query, body, ifMatch, prefer, replica } = endpoint;
  const readPath = pathReader(endpoint.path, endpoint.unknownUser);
  const json = body && body.csv === undefined ? body.schema : undefined;
  const types = bodyTypes(endpoint);
  const otherType = endpoint.answers[200]?.otherType;
  const isKeyed = isWrite(endpoint) && !prefer;
  return (raw: FastifyRequest, reply: FastifyReply) =>
    Object.assign(new ReceivedRequest(raw), {
      path: readPath(raw.params as Readonly<Record<string, string>>),
      // Without a query the body's reader says the same.
      type: query && types && raw.headers['content-type'] !== undefined ? mediaTypeOf(raw.headers, types) : undefined,
      query: query && parseOrRefuse(query, { ...(raw.query as object) }, 'query'),
      body: json && parseOrRefuse(json, readJson(raw, types), 'body'),
      freshness: replica && readFreshness(raw),
      expected: ifMatch && parseIfMatch(raw.headers['if-match']),
      keyed: isKeyed ? keyedRequest(raw) : null,
      change: prefer && new ChangeRequest(raw, reply),
      wantsCsv: otherType !== undefined && wantsType(raw, reply, otherType),
    });
}

/** What is worked out only for handlers that use it: with a provisioning token there is no caller. */
class ReceivedRequest {
  constructor(readonly raw: FastifyRequest) {}

  get headers() {
    return this.raw.headers;
  }

  get publicUrl() {
    return `${this.raw.protocol}://${this.raw.host}`;
  }

  get caller() {
    return callerOf(this.raw);
  }

  get origin() {
    return originOf(this.raw);
  }
}

/** The media types that a body may have; undefined without a body. */
function bodyTypes({ method, body }: EndpointContract): readonly string[] | undefined {
  if (body === undefined) return undefined;
  if (method === 'PATCH') return PATCH_TYPES;
  return body.csv === undefined ? ['application/json'] : ['application/json', 'text/csv'];
}

/** Whether `Accept` asks for the other media type. Sets `Vary` for caches. */
function wantsType({ headers }: FastifyRequest, reply: FastifyReply, otherType: string): boolean {
  // `origin` matters only when CORS is on, but does no harm otherwise.
  reply.header('vary', 'accept, origin');
  return prefers(headers.accept, otherType);
}
