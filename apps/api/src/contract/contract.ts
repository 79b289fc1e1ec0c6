import type { Action, ErrorCode } from '@roster/domain';
import { z } from 'zod';
import { idsIn, type KnownPath, PATH_IDS } from './path-ids.js';

/** The headings of the API reference, in order. */
export const TAGS = {
  Departments: 'The department tree of an organization.',
  'Department members': 'Who is a member of which department.',
  'Membership requests': 'Requests to be added to a department, for those who may decide.',
  Operations: 'The progress and outcome of changes.',
  Organizations: 'The organization that a token belongs to, and how to create one.',
  'Organization members': 'The members of an organization and their roles.',
  'API keys': 'Tokens for programs that call this API.',
  'SCIM connections': 'Identity providers that provision people and departments over SCIM 2.0.',
  Slack: 'Connects Slack workspaces and users to an organization.',
  Audit: 'Who changed what, when and how.',
  Events: 'The changes of an organization in their order, for programs that follow them.',
  'Webhook endpoints': 'Where the events of an organization are sent.',
} as const;

type Tag = keyof typeof TAGS;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type SuccessStatus = 200 | 201 | 202 | 204;

/** The properties of an SDK's client; each has the methods of one kind of object. */
type SdkResource =
  | 'me'
  | 'organizations'
  | 'departments'
  | 'members'
  | 'membershipRequests'
  | 'operations'
  | 'apiKeys'
  | 'scimConnections'
  | 'auditEvents'
  | 'feed'
  | 'webhookEndpoints'
  | 'slack';

interface EndpointDefinition {
  /** Its method in the SDKs: `departments.addMember`; in Python `departments.add_member`. Unique, and never renamed. */
  readonly sdk: `${SdkResource}.${string}`;
  readonly method: Method;
  /** In Fastify's form: `/v1/organizations/:organization_id`. */
  readonly path: string;
  /** What the caller's token must allow. Null: every token of an organization will do, and no path names one. */
  readonly action: Action | null;
  /** The kind of token, when it is not one of an organization. */
  readonly token?: 'provisioning';
  readonly summary: string;
  readonly description: string;
  /** The error for an unknown `user_id` in the path, when it is not `MEMBER_NOT_FOUND`. */
  readonly unknownUser?: 'DEPARTMENT_MEMBER_NOT_FOUND';
  readonly query?: z.ZodObject;
  readonly body?: BodyContract;
  /** Takes `Prefer`: the change is an operation, and the caller can choose how long to wait for its outcome. */
  readonly prefer?: true;
  /** Takes `wait` in its query: the answer may come that many seconds later than others. */
  readonly waits?: true;
  /** May be served by a replica, whose data may be some seconds old: takes `Consistency-Token`. */
  readonly replica?: true;
  /** A read that shows what others changed: its answer has a `Consistency-Token`, as those to writes have. */
  readonly tellsPosition?: true;
  /** Takes `If-Match`. */
  readonly ifMatch?: true;
  readonly answers: Readonly<Partial<Record<SuccessStatus, AnswerContract>>>;
  /** Errors specific to this endpoint; `errorsOf` adds those that follow from the rest of the contract. */
  readonly errors: readonly ErrorCode[];
}

interface BodyContract {
  readonly schema: z.ZodType;
  readonly example: unknown;
  /** An example of the body as a CSV file. The handler reads such a body itself, from `request.raw`. */
  readonly csv?: string;
  /** In bytes, when it is not `BODY_LIMIT_BYTES`. */
  readonly limit?: number;
}

export interface AnswerContract {
  readonly description: string;
  /** Unset: the answer has no body. */
  readonly schema?: z.ZodType;
  readonly example?: unknown;
  readonly headers?: readonly ('Location' | 'ETag')[];
  /** It may be long, as lists are: it is compressed if the caller likes, and so its tag is a weak one. */
  readonly long?: true;
  /** Another media type that the caller can ask for in `Accept`. */
  readonly otherType?: 'text/csv';
}

/** An endpoint. Validation, the handler's types, the permission and the OpenAPI document are derived from it. */
export interface EndpointContract extends EndpointDefinition {
  readonly operationId: string;
  readonly tag: Tag;
}

/** The endpoints under one heading of the reference, by operation ID. */
export function contract<const Definitions extends Readonly<Record<string, EndpointDefinition>>>(
  tag: Tag,
  definitions: Definitions & {
    readonly [Id in keyof Definitions]: { readonly path: KnownPath<Definitions[Id]['path']> };
  },
): { readonly [Id in keyof Definitions]: Definitions[Id] & { readonly operationId: string; readonly tag: Tag } } {
  const entries = Object.entries(definitions).map(([operationId, definition]) => [
    operationId,
    { ...definition, operationId, tag },
  ]);
  return Object.fromEntries(entries) as never;
}

/** The schema of a body or an answer, with an example. */
export function json<Schema extends z.ZodType>(schema: Schema, example: z.input<Schema>) {
  return { schema, example };
}

/** The schemas that have a name in the OpenAPI document and are referred to by it. */
export const schemaNames = z.registry<{ id: string }>();

/** Gives a schema its name in the OpenAPI document. */
export function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  schemaNames.add(schema, { id });
  return schema;
}

/** The events that the OpenAPI document lists as webhooks, by their types. */
export const webhooks = new Map<string, { readonly description: string; readonly schema: z.ZodType }>();

/** Errors that every endpoint can answer. */
const COMMON_ERRORS: readonly ErrorCode[] = [
  'MALFORMED_REQUEST',
  'UNAUTHENTICATED',
  'PERMISSION_DENIED',
  'RATE_LIMITED',
  'HEADERS_TOO_LARGE',
  'INTERNAL_ERROR',
  'ORGANIZATION_MOVED',
  'SERVICE_UNAVAILABLE',
  'DATABASE_TIMEOUT',
];
const BODY_ERRORS: readonly ErrorCode[] = [
  'REQUEST_TIMEOUT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_FAILED',
];

/** Every error that an endpoint can answer. */
export function errorsOf(endpoint: EndpointContract): ErrorCode[] {
  const { path, action, unknownUser, query, body, prefer, ifMatch, errors } = endpoint;
  const codes = COMMON_ERRORS.filter((code) => action !== null || code !== 'PERMISSION_DENIED');
  for (const id of idsIn(path)) codes.push(id === 'user_id' && unknownUser ? unknownUser : PATH_IDS[id].code);
  codes.push(...errors);
  if (query) codes.push('VALIDATION_FAILED');
  if (body) codes.push(...BODY_ERRORS);
  if (isWrite(endpoint)) codes.push('IDEMPOTENCY_KEY_REUSED', 'ORGANIZATION_MOVING');
  if (ifMatch) codes.push('PRECONDITION_FAILED');
  if (prefer) codes.push('OVERLOADED');
  return [...new Set(codes)];
}

/** Whether the answers have a `Consistency-Token`. */
export function tellsPosition(endpoint: EndpointContract): boolean {
  return isWrite(endpoint) || endpoint.tellsPosition === true;
}

/** Every write takes an `Idempotency-Key`. */
export function isWrite({ method }: EndpointContract): boolean {
  return method !== 'GET';
}
