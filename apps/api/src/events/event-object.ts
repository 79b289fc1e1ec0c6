import type { EventIds, FeedEvent } from '@roster/database';
import {
  AUDIT_ACTIONS,
  type AuditAction,
  EVENT_CATALOGUE,
  type EventType,
  eventData,
  eventDataSchema,
  isAuditAction,
  timeSchema,
} from '@roster/domain';
import { z } from 'zod';
import { eventIdSchema } from '../audit/audit-event-object.js';
import { named, webhooks } from '../contract/contract.js';

export interface EventObject {
  readonly id: string;
  readonly type: EventType;
  readonly occurred_at: string;
  readonly sequence: number;
  readonly data: Readonly<Record<string, unknown>>;
}

function schemaOf(action: AuditAction) {
  const { type, description } = EVENT_CATALOGUE[action];
  const schema = z
    .object({
      id: eventIdSchema.meta({ description: 'The ID of the event, here and in the audit.' }),
      type: z.literal(type),
      occurred_at: timeSchema,
      sequence: z.int().positive().meta({
        description:
          'Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization.',
      }),
      data: eventDataSchema(action),
    })
    .meta({ description });
  return named(nameOf(type), schema);
}

/** `department.member.added`: `DepartmentMemberAddedEvent`. */
function nameOf(type: string): string {
  return `${type.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`;
}

const [first, ...others] = AUDIT_ACTIONS.map((action): z.ZodType<EventObject, EventObject> => {
  const { type, description } = EVENT_CATALOGUE[action];
  const schema = schemaOf(action);
  webhooks.set(type, { description, schema });
  return schema as never;
});
if (first === undefined) throw new Error('There are no types of events');
export const eventSchema = named('Event', z.union([first, ...others]));

/** Null for an event whose action this version does not know. */
export function toEventObject(event: FeedEvent, ids: EventIds): EventObject | null {
  const { action, actor_type, actor_id, channel, operation_id, trace_id } = event;
  if (!isAuditAction(action)) return null;
  return {
    id: ids.encode(event.id),
    type: EVENT_CATALOGUE[action].type,
    occurred_at: event.occurred_at.toISOString(),
    sequence: Number(event.sequence),
    data: {
      ...eventData(action, event),
      actor: { type: actor_type, id: actor_id },
      channel,
      operation_id,
      trace_id,
    },
  };
}
