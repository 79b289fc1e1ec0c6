import type { OperationPosition } from '@roster/database';
import {
  channelSchema,
  ERROR_CODES,
  operationIdSchema,
  operationKindSchema,
  operationStateSchema,
  organizationIdSchema,
} from '@roster/domain';
import { z } from 'zod';

/** The part of the address that says which list is shown, and which page of it. */
export interface ListQuery {
  /** `any`: all requests. `none`: those that became no operation. */
  readonly state: (typeof STATES)[number];
  readonly kind?: (typeof KINDS)[number] | undefined;
  readonly channel?: z.infer<typeof channelSchema> | undefined;
  readonly organization?: string | undefined;
  readonly code?: (typeof ERROR_CODES)[number] | undefined;
  readonly period?: keyof typeof PERIODS | undefined;
  /** A cursor: the page after or before it. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export const STATES = ['any', ...operationStateSchema.options, 'none'] as const;
/** `single`: all but bulks. */
export const KINDS = ['single', ...operationKindSchema.options] as const;
export const CHANNELS = channelSchema.options;
/** In milliseconds. */
export const PERIODS = { hour: 3_600_000, day: 86_400_000 } as const;

const cursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,400}$/)
  .optional();

const schema = z.object({
  state: z.enum(STATES).default('any'),
  kind: z.enum(KINDS).optional(),
  channel: channelSchema.optional(),
  organization: organizationIdSchema.optional(),
  code: z.enum(ERROR_CODES).optional(),
  period: z.enum(['hour', 'day']).optional(),
  after: cursor,
  before: cursor,
});

const EXPECTED: Readonly<Record<keyof typeof schema.shape, string>> = {
  state: `The state must be one of ${STATES.join(', ')}.`,
  kind: `The kind must be one of ${KINDS.join(', ')}.`,
  channel: `The channel must be one of ${CHANNELS.join(', ')}.`,
  organization: 'The organization must be the ID of an organization: "org_" followed by 1 to 64 letters or digits.',
  code: 'The error code must be one that Roster answers with, such as DEPARTMENT_MEMBERSHIP_DUPLICATE.',
  period: 'The period must be hour or day.',
  after: 'This is not the address of a page of this list.',
  before: 'This is not the address of a page of this list.',
};

const FIELDS = Object.keys(schema.shape) as (keyof typeof schema.shape)[];

/** `empty`: the address names no list. `untidy`: a form was sent with empty fields; the same without them. */
type ParsedQuery =
  | { readonly kind: 'list'; readonly query: ListQuery }
  | { readonly kind: 'empty' }
  | { readonly kind: 'untidy'; readonly href: string }
  | { readonly kind: 'wrong'; readonly problem: string };

export function parseListQuery(input: Readonly<Record<string, unknown>>): ParsedQuery {
  const given = FIELDS.flatMap((field) => (input[field] === undefined ? [] : [[field, tidied(input[field])] as const]));
  const filled = given.filter(([, value]) => value !== '');
  const { data, error } = schema.safeParse(Object.fromEntries(filled));
  if (error) return { kind: 'wrong', problem: EXPECTED[error.issues[0]?.path[0] as keyof typeof schema.shape] };
  if (data.after !== undefined && data.before !== undefined) return { kind: 'wrong', problem: EXPECTED.after };
  if (filled.length === 0) return given.length === 0 ? { kind: 'empty' } : { kind: 'untidy', href: ALL };
  return filled.length < given.length ? { kind: 'untidy', href: listHref(data) } : { kind: 'list', query: data };
}

function tidied(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

const ALL = '/ops/operations';

/** The address of a list. Always names the state, so that it is never that of the page without a list. */
export function listHref(query: ListQuery): string {
  const parameters = FIELDS.flatMap((field) => (query[field] === undefined ? [] : [[field, query[field]]]));
  return `${ALL}?${new URLSearchParams(parameters)}`;
}

/** The same list from its beginning. */
export function firstPage({ after: _, before: __, ...query }: ListQuery): ListQuery {
  return query;
}

const positionSchemas = {
  operations: z.object({ at: z.iso.datetime().regex(/^(?!0000)/), id: operationIdSchema }),
  requests: z.string().regex(/^\d{1,18}$/),
};

type Positions = { operations: OperationPosition; requests: string };

/** A position in a list as an opaque text. It belongs to the list with this name. */
export function encodeCursor(list: string, position: OperationPosition | string): string {
  return Buffer.from(JSON.stringify([list, position])).toString('base64url');
}

/** Null when it is not a position of this list. */
export function decodeCursor<Source extends keyof Positions>(
  source: Source,
  list: string,
  text: string,
): Positions[Source] | null {
  const cursorSchema = z.tuple([z.literal(list), positionSchemas[source]]);
  const { data } = cursorSchema.safeParse(jsonOf(Buffer.from(text, 'base64url').toString('utf8')));
  return data === undefined ? null : (data[1] as Positions[Source]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** For the page that answers to a cursor of another list, or of none. */
export const WRONG_CURSOR = EXPECTED.after;
