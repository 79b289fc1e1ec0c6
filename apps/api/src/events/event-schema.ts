import type { EventObject } from '@roster/database';
import { AUDIT_ACTIONS, type AuditAction, EVENT_CATALOGUE, eventDataSchema, timeSchema } from '@roster/domain';
import { z } from 'zod';
import { eventIdSchema } from '../audit/audit-event-object.js';
import { named, webhooks } from '../contract/contract.js';

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
