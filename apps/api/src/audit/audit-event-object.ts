import type { AuditEvent, EventIds } from '@roster/database';
import {
  actorSchema,
  channelSchema,
  departmentIdSchema,
  operationIdSchema,
  organizationIdSchema,
  timeSchema,
  traceIdSchema,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { named } from '../contract/contract.js';

/** Says nothing of the order or the number of events. */
export const eventIdSchema = z
  .string()
  .regex(/^evt_[0-9a-f]{32}$/)
  .meta({ maxLength: 36 });

/** Who did what and when, over which channel and in which operation. */
export const auditEventSchema = named(
  'AuditEvent',
  z.object({
    id: eventIdSchema,
    organization_id: organizationIdSchema,
    /** When the transaction of the change ran. */
    occurred_at: timeSchema,
    action: z.string().meta({ maxLength: 100 }),
    actor: actorSchema,
    channel: channelSchema,
    /** What was changed, or would have been by a cancelled operation. Null when no department or user is affected. */
    department_id: departmentIdSchema.nullable(),
    user_id: userIdSchema.nullable(),
    operation_id: operationIdSchema.nullable(),
    /** The W3C trace ID of the request. */
    trace_id: traceIdSchema,
    /** The client's IP address; null when unknown. */
    address: z.string().meta({ maxLength: 45 }).nullable(),
    /** The ID of what was changed; null for a membership, which `department_id` and `user_id` identify. */
    subject: z.string().meta({ maxLength: 200 }).nullable(),
    /** The changed fields. `before` is null for a creation, `after` for a deletion. */
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  }),
);
/** IDs come from rows, so they are plain strings. */
export type AuditEventObject = z.input<typeof auditEventSchema>;

export function toAuditEventObject(event: AuditEvent, ids: EventIds): AuditEventObject {
  return {
    id: ids.encode(event.id),
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
