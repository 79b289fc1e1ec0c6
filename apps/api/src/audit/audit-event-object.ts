import type { AuditEvent } from '@roster/database';
import {
  actorSchema,
  channelSchema,
  departmentIdSchema,
  ID_PREFIXES,
  operationIdSchema,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { named } from '../contract/contract.js';

/** Who did what, when, over which channel and in which operation. */
export const auditEventSchema = named(
  'AuditEvent',
  z.object({
    id: z.string().regex(/^evt_\d+$/),
    organization_id: organizationIdSchema,
    /** RFC 3339, UTC: when the transaction of the change ran. */
    occurred_at: z.string(),
    action: z.string(),
    actor: actorSchema,
    channel: channelSchema,
    /** What was changed, or would have been by what was cancelled; null where that is no department or no user. */
    department_id: departmentIdSchema.nullable(),
    user_id: userIdSchema.nullable(),
    operation_id: operationIdSchema.nullable(),
    /** The W3C trace id of the request that asked for the change. */
    trace_id: z.string(),
    /** The IP address that the change was asked for from; null when it is not known. */
    address: z.string().nullable(),
    /** The id of what was changed; null when it is the membership that department and user name. */
    subject: z.string().nullable(),
    /** What the change altered: null before when it was created, null after when it is gone. */
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  }),
);
/** Ids come from rows here, so they are plain strings. */
export type AuditEventObject = z.input<typeof auditEventSchema>;

export function toAuditEventObject(event: AuditEvent): AuditEventObject {
  return {
    id: `${ID_PREFIXES.auditEvent}_${event.id}`,
    organization_id: event.organization_id,
    occurred_at: event.occurred_at.toISOString(),
    action: event.action,
    actor: { type: event.actor_type, id: event.actor_id },
    channel: event.channel,
    department_id: event.department_id,
    user_id: event.user_id,
    operation_id: event.operation_id,
    trace_id: event.trace_id,
    address: event.address,
    subject: event.subject,
    before: event.before,
    after: event.after,
  };
}
