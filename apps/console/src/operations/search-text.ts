import {
  type Actor,
  departmentIdSchema,
  formerOperationId,
  keyedOperationId,
  type OrganizationId,
  operationIdSchema,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';

/** What somebody pasted into the search box, understood. */
export type Search =
  | {
      /** An Idempotency-Key of somebody in this organization. */
      readonly kind: 'key';
      readonly key: string;
      readonly organizationId: OrganizationId;
      /** What it is when there is no such operation: the field of the organization may hold that of the last search. */
      readonly otherwise?: Search;
    }
  | { readonly kind: 'operation'; readonly operationId: string }
  | { readonly kind: 'trace'; readonly traceId: string }
  | { readonly kind: 'user' | 'department' | 'organization' | 'trigger'; readonly value: string }
  /** It may be an Idempotency-Key, but those are of one organization each. */
  | { readonly kind: 'key-without-organization'; readonly key: string }
  | { readonly kind: 'nothing' };

/**
 * The routes that make an operation of a request with an Idempotency-Key, as Fastify names them: each is a part of the
 * operation's ID (see `keyedOperationId`). With the key alone all of them are tried.
 */
export const CHANGE_ROUTES = [
  'POST /v1/organizations/:organization_id/departments/:department_id/members',
  'PUT /v1/organizations/:organization_id/departments/:department_id/members/:user_id',
  'POST /v1/organizations/:organization_id/departments/:department_id/members/:user_id/move',
  'DELETE /v1/organizations/:organization_id/departments/:department_id/members/:user_id',
  'POST /v1/organizations/:organization_id/departments/:department_id/members/bulk',
  'POST /v1/organizations/:organization_id/operations/:operation_id/retry',
] as const;

const IDS = [
  ['user', userIdSchema],
  ['department', departmentIdSchema],
  ['organization', organizationIdSchema],
] as const;

/** Of an interaction in Slack: `13345224609.738474920.8088930838d88f008e0` (https://docs.slack.dev/interactivity). */
const TRIGGER = /^\d+\.\d+\.[0-9a-f]{8,64}$/;
const TRACE = /(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])/i;
const OPERATION = /(?<![0-9A-Za-z])op_[0-9A-Za-z]{1,64}(?![0-9A-Za-z])/;
const KEY = /^[\x21-\x7e]{1,255}$/;

/** Longer texts are looked through for ids up to here. */
const MOST_TEXT = 20_000;

/**
 * Understands an id, a `traceparent`, an address or a whole error answer that has one in it, or an Idempotency-Key when
 * the organization is given beside it.
 */
export function understand(text: string, organization: string): Search {
  const pasted = text.slice(0, MOST_TEXT).trim();
  if (pasted === '') return { kind: 'nothing' };
  for (const [kind, schema] of IDS) if (schema.safeParse(pasted).success) return { kind, value: pasted };
  if (operationIdSchema.safeParse(pasted).success) return { kind: 'operation', operationId: pasted };
  if (TRIGGER.test(pasted)) return { kind: 'trigger', value: pasted };
  const inside = idInside(pasted);
  const owner = organizationIdSchema.safeParse(organization);
  if (!owner.success || !KEY.test(pasted)) return inside ?? asKey(pasted);
  return { kind: 'key', key: pasted, organizationId: owner.data, ...(inside && { otherwise: inside }) };
}

/** The operations that the key may stand for, if one of these callers sent it. Earlier versions ignored the caller. */
export function operationsOf({ key, organizationId }: Search & { kind: 'key' }, actors: readonly Actor[]): string[] {
  return CHANGE_ROUTES.flatMap((route) => [
    formerOperationId({ organizationId, route, key }),
    ...actors.map((actor) => keyedOperationId({ organizationId, actor, route, key })),
  ]);
}

function idInside(text: string): Search | null {
  const [operationId] = OPERATION.exec(text) ?? [];
  if (operationId !== undefined) return { kind: 'operation', operationId };
  const [traceId] = TRACE.exec(text) ?? [];
  return traceId === undefined ? null : { kind: 'trace', traceId: traceId.toLowerCase() };
}

function asKey(text: string): Search {
  return KEY.test(text) ? { kind: 'key-without-organization', key: text } : { kind: 'nothing' };
}
