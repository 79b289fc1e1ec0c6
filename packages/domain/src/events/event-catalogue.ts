import { z } from 'zod';
import { departmentIdSchema, operationIdSchema, userIdSchema } from '../ids.js';
import { actorSchema, channelSchema } from '../principals/principal.js';
import { traceIdSchema } from '../times.js';

/** What an event can be made from: an audit event, as far as it says what was changed. */
interface AuditedFacts {
  readonly department_id: string | null;
  readonly user_id: string | null;
  /** The ID of what was changed; null for a membership. */
  readonly subject: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

const department_id = departmentIdSchema;
const user_id = userIdSchema;
const otherId = z.string().meta({ maxLength: 200 });
const changed = z
  .array(z.string().meta({ maxLength: 100 }))
  .meta({ maxItems: 100, description: 'The names of the fields that changed.' });

/** A field of the data, and how it is read from the audit. */
const FIELDS = {
  department_id: { schema: department_id, read: (of: AuditedFacts) => of.department_id },
  user_id: { schema: user_id, read: (of: AuditedFacts) => of.user_id },
  /** The department that the member was moved from or to; null when it was not a move. */
  moved_from: { schema: department_id.nullable(), read: (of: AuditedFacts) => of.before?.department_id ?? null },
  moved_to: { schema: department_id.nullable(), read: (of: AuditedFacts) => of.after?.department_id ?? null },
  parent_id: { schema: department_id.nullable(), read: (of: AuditedFacts) => of.after?.parent_id ?? null },
  previous_parent_id: { schema: department_id.nullable(), read: (of: AuditedFacts) => of.before?.parent_id ?? null },
  changed: { schema: changed, read: (of: AuditedFacts) => Object.keys(of.after ?? {}) },
  key_id: { schema: otherId, read: (of: AuditedFacts) => of.subject },
  webhook_endpoint_id: { schema: otherId, read: (of: AuditedFacts) => of.subject },
  disabled_reason: { schema: z.enum(['exhausted', 'gone']), read: (of: AuditedFacts) => of.after?.disabled_reason },
  request_id: { schema: otherId, read: (of: AuditedFacts) => of.subject },
  connection_id: { schema: otherId, read: (of: AuditedFacts) => of.subject },
  workspace_id: { schema: otherId, read: (of: AuditedFacts) => of.subject },
  reason: { schema: otherId.nullable(), read: (of: AuditedFacts) => of.before?.reason ?? null },
  affected_department_id: { schema: department_id.nullable(), read: (of: AuditedFacts) => of.department_id },
  affected_user_id: { schema: user_id.nullable(), read: (of: AuditedFacts) => of.user_id },
} as const;
type Field = keyof typeof FIELDS;

export interface EventDefinition {
  readonly type: string;
  readonly description: string;
  /** Of its data, beside who made the change and how. */
  readonly fields: readonly Field[];
}

/**
 * The type of event that each action of the audit becomes. A change cannot be audited under an action that is not here.
 * Types are never renamed, and fields are only added: consumers depend on both.
 */
export const EVENT_CATALOGUE = {
  'member.add': {
    type: 'department.member.added',
    description: 'A user became a member of a department. After a move, `moved_from` names the other department.',
    fields: ['department_id', 'user_id', 'moved_from'],
  },
  'member.remove': {
    type: 'department.member.removed',
    description: 'A user is no longer a member of a department. After a move, `moved_to` names the other department.',
    fields: ['department_id', 'user_id', 'moved_to'],
  },
  'department.create': {
    type: 'department.created',
    description: 'A department was created.',
    fields: ['department_id', 'parent_id'],
  },
  'department.update': {
    type: 'department.updated',
    description: 'The name, the description or the manager of a department changed.',
    fields: ['department_id', 'changed'],
  },
  'department.reparent': {
    type: 'department.moved',
    description: 'A department, and with it all below it, was moved to another parent.',
    fields: ['department_id', 'parent_id', 'previous_parent_id'],
  },
  'department.delete': {
    type: 'department.deleted',
    description: 'A department was deleted. The events for its members come first.',
    fields: ['department_id'],
  },
  'person.create': {
    type: 'organization.member.created',
    description: 'A user became a member of the organization.',
    fields: ['user_id'],
  },
  'person.update': {
    type: 'organization.member.updated',
    description: 'The name, the e-mail address, the role or the status of a member of the organization changed.',
    fields: ['user_id', 'changed'],
  },
  'person.remove': {
    type: 'organization.member.removed',
    description: 'A user left the organization. The events for the user’s departments come first.',
    fields: ['user_id'],
  },
  'person.bind': {
    type: 'organization.member.bound',
    description: 'A member signed in for the first time with an account of the identity provider.',
    fields: ['user_id'],
  },
  'scim_user.adopt': {
    type: 'scim_user.adopted',
    description: 'An identity provider took over a member who was in the organization already.',
    fields: ['user_id'],
  },
  'scim_user.update': {
    type: 'scim_user.updated',
    description: 'An identity provider changed what it alone knows of a member, such as the title.',
    fields: ['user_id'],
  },
  'scim_user.department_unknown': {
    type: 'scim_user.department_unknown',
    description:
      "An identity provider named a department that does not exist. The user's memberships stay as they are.",
    fields: ['user_id'],
  },
  'scim_user.release': {
    type: 'scim_user.released',
    description: 'An identity provider deleted a user, who stays in the organization as a deactivated member.',
    fields: ['user_id'],
  },
  'organization.create': {
    type: 'organization.created',
    description: 'The organization was created.',
    fields: [],
  },
  'organization.update': {
    type: 'organization.updated',
    description: 'The organization was renamed.',
    fields: ['changed'],
  },
  'key.create': { type: 'api_key.created', description: 'An API key was created.', fields: ['key_id'] },
  'key.rotate': { type: 'api_key.rotated', description: 'An API key was replaced by another.', fields: ['key_id'] },
  'key.revoke': { type: 'api_key.revoked', description: 'An API key was revoked.', fields: ['key_id'] },
  'operation.cancel': {
    type: 'operation.cancelled',
    description: 'An operation was cancelled, or the rest of a bulk.',
    fields: ['affected_department_id', 'affected_user_id'],
  },
  'membership_request.create': {
    type: 'membership_request.created',
    description: 'Somebody asked for a member to be added to a department.',
    fields: ['department_id', 'user_id', 'request_id'],
  },
  'membership_request.approve': {
    type: 'membership_request.approved',
    description: 'A membership request was approved. The membership has its own event.',
    fields: ['department_id', 'user_id', 'request_id'],
  },
  'membership_request.deny': {
    type: 'membership_request.denied',
    description: 'A membership request was denied.',
    fields: ['department_id', 'user_id', 'request_id'],
  },
  'membership_request.expire': {
    type: 'membership_request.expired',
    description: 'Nobody decided about a membership request in time.',
    fields: ['department_id', 'user_id', 'request_id'],
  },
  'scim_connection.create': {
    type: 'scim_connection.created',
    description: 'A connection for an identity provider was created.',
    fields: ['connection_id'],
  },
  'scim_connection.update': {
    type: 'scim_connection.updated',
    description: 'The settings of a connection for an identity provider changed.',
    fields: ['connection_id', 'changed'],
  },
  'scim_connection.rotate': {
    type: 'scim_connection.token_rotated',
    description: 'A connection for an identity provider got a new token.',
    fields: ['connection_id'],
  },
  'scim_connection.delete': {
    type: 'scim_connection.deleted',
    description: 'A connection for an identity provider was deleted. Its people and departments stay.',
    fields: ['connection_id'],
  },
  'webhook_endpoint.create': {
    type: 'webhook_endpoint.created',
    description: 'A webhook endpoint was created.',
    fields: ['webhook_endpoint_id'],
  },
  'webhook_endpoint.update': {
    type: 'webhook_endpoint.updated',
    description: 'A webhook endpoint was changed, or disabled or enabled by a caller.',
    fields: ['webhook_endpoint_id', 'changed'],
  },
  'webhook_endpoint.rotate': {
    type: 'webhook_endpoint.secret_rotated',
    description: 'A webhook endpoint got a new secret.',
    fields: ['webhook_endpoint_id'],
  },
  'webhook_endpoint.replay': {
    type: 'webhook_endpoint.replayed',
    description: 'Events are sent to a webhook endpoint again.',
    fields: ['webhook_endpoint_id'],
  },
  'webhook_endpoint.disable': {
    type: 'webhook_endpoint.disabled',
    description: 'Roster disabled a webhook endpoint: all attempts failed, or it answered 410.',
    fields: ['webhook_endpoint_id', 'disabled_reason'],
  },
  'webhook_endpoint.delete': {
    type: 'webhook_endpoint.deleted',
    description: 'A webhook endpoint was deleted.',
    fields: ['webhook_endpoint_id'],
  },
  'slack.link.create': {
    type: 'slack.invitation.created',
    description: 'A link to connect a Slack workspace was created.',
    fields: [],
  },
  'slack.bind': {
    type: 'slack.workspace.connected',
    description: 'A Slack workspace was connected.',
    fields: ['workspace_id'],
  },
  'slack.unbind': {
    type: 'slack.workspace.disconnected',
    description:
      'A Slack workspace was disconnected. `reason` is `uninstalled`, `tokens_revoked`, `reinstalled` or `disconnected`.',
    fields: ['workspace_id', 'reason'],
  },
  'slack.user.link': {
    type: 'slack.user.linked',
    description: 'A Slack user was linked to a member of the organization.',
    fields: ['user_id'],
  },
  'slack.user.unlink': {
    type: 'slack.user.unlinked',
    description: 'A Slack user is no longer linked to a member of the organization.',
    fields: ['user_id'],
  },
  'slack.channel.link': {
    type: 'slack.channel.linked',
    description: 'A Slack channel was linked to a department.',
    fields: ['department_id'],
  },
  'slack.channel.unlink': {
    type: 'slack.channel.unlinked',
    description: 'A Slack channel is no longer linked to a department.',
    fields: ['department_id'],
  },
} as const satisfies Readonly<Record<string, EventDefinition>>;

/** What is sent to test a webhook endpoint. Nothing was changed, so it is in neither the audit nor the feed. */
export const TEST_EVENT = {
  type: 'webhook_endpoint.test',
  description: 'A test of a webhook endpoint. It is not in the feed, and its `sequence` is 0.',
  fields: ['webhook_endpoint_id'],
} as const satisfies EventDefinition;

/** An action of the audit. */
export type AuditAction = keyof typeof EVENT_CATALOGUE;
export type EventType = (typeof EVENT_CATALOGUE)[AuditAction]['type'];

export const AUDIT_ACTIONS = Object.keys(EVENT_CATALOGUE) as [AuditAction, ...AuditAction[]];

/** The action of the audit whose events have this type. */
export const ACTION_OF_TYPE = Object.fromEntries(
  AUDIT_ACTIONS.map((action) => [EVENT_CATALOGUE[action].type, action]),
) as Readonly<Record<EventType, AuditAction>>;

export const EVENT_TYPES = Object.keys(ACTION_OF_TYPE) as [EventType, ...EventType[]];

/** Who made the change and how, in the data of every event. */
const originFields = {
  actor: actorSchema,
  channel: channelSchema,
  operation_id: operationIdSchema.nullable(),
  trace_id: traceIdSchema,
};

/** The schema of the data of an event: IDs and names of fields only, no personal data. */
export function eventDataSchema({ fields }: EventDefinition) {
  const own = Object.fromEntries(fields.map((field): [Field, z.ZodType] => [field, FIELDS[field].schema]));
  return z.object({ ...own, ...originFields });
}

/** The fields of the data that are not in every event. */
export function eventData(action: AuditAction, facts: AuditedFacts): Readonly<Record<string, unknown>> {
  const fields: readonly Field[] = EVENT_CATALOGUE[action].fields;
  return Object.fromEntries(fields.map((field) => [field, FIELDS[field].read(facts)]));
}

export function isAuditAction(action: string): action is AuditAction {
  return Object.hasOwn(EVENT_CATALOGUE, action);
}
