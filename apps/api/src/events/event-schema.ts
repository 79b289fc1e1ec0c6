import type { EventObject } from '@roster/database';
import {
  AUDIT_ACTIONS,
  EVENT_CATALOGUE,
  type EventDefinition,
  eventDataSchema,
  TEST_EVENT,
  timeSchema,
} from '@roster/domain';
import { z } from 'zod';
import { eventIdSchema } from '../audit/audit-event-object.js';
import { named, webhooks } from '../contract/contract.js';

const sequenceSchema = z.int().positive().meta({
  description:
    'Counts the events of the department from 1, without gaps. Events that concern no department are counted for the organization.',
});

/** Every event can be a webhook. */
function schemaOf<Sequence extends z.ZodType>(definition: EventDefinition, sequence: Sequence) {
  const { type, description } = definition;
  const object = z
    .object({
      id: eventIdSchema.meta({ description: 'The ID of the event; that of a change is the same in the audit.' }),
      type: z.literal(type),
      occurred_at: timeSchema,
      sequence,
      data: eventDataSchema(definition),
    })
    .meta({ description });
  const schema = named(nameOf(type), object);
  webhooks.set(type, { description, schema });
  return schema;
}

/** `department.member.added`: `DepartmentMemberAddedEvent`. */
function nameOf(type: string): string {
  return `${type.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`;
}

const schemas = [
  ...AUDIT_ACTIONS.map((action) => schemaOf(EVENT_CATALOGUE[action], sequenceSchema)),
  schemaOf(TEST_EVENT, z.literal(0).meta({ description: 'A test is not counted.' })),
];

/** What is pulled from the feed, or pushed to an endpoint; only there are tests. */
export const eventSchema = named('Event', z.union(schemas) as z.ZodType as z.ZodType<EventObject, EventObject>);
