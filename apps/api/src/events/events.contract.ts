import { departmentIdSchema, EVENT_TYPES } from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { LONGEST_CURSOR } from '../contract/cursor.js';
import { wholeNumber } from '../contract/pages.js';
import { eventSchema } from './event-schema.js';
import { AFTER_ERROR, LONGEST_WAIT, readWait } from './query-values.js';

const LARGEST_PAGE = 1_000;

const typesError = `types of events, separated by commas: ${EVENT_TYPES.join(', ')}`;
const waitError = `whole seconds from 0 to ${LONGEST_WAIT}`;
const knownTypes: ReadonlySet<string> = new Set(EVENT_TYPES);

const typesSchema = z
  .string({ error: typesError })
  .refine((text) => text.split(',').every((type) => knownTypes.has(type)), { error: typesError })
  .meta({ minLength: 1, maxLength: 2_000, example: 'department.member.added,department.member.removed' });

const waitSchema = z
  .string({ error: waitError })
  .refine((text) => readWait(text) !== undefined, { error: waitError, abort: true })
  .transform((text) => readWait(text) ?? 0)
  .pipe(z.int().min(0).max(LONGEST_WAIT))
  .default(0);

const eventPageSchema = named(
  'EventPage',
  z.object({
    data: z.array(eventSchema).meta({ maxItems: LARGEST_PAGE }),
    next_cursor: z
      .string()
      .meta({ maxLength: 22, description: 'The `after` of the next request. There is always one.' }),
    has_more: z.boolean().meta({ description: 'Whether there may be more events now. Otherwise this was the end.' }),
  }),
);

export const events = contract('Events', {
  readEvents: {
    sdk: 'feed.read',
    method: 'GET',
    path: '/v1/organizations/:organization_id/events',
    action: 'audit.read',
    tellsPosition: true,
    summary: 'Read events',
    description:
      'Reads the changes of the organization in order, each exactly once. Store `next_cursor` together with the result of processing the page, and continue from there. A page can be empty although `has_more` is true, when none of the events examined matched the filter.',
    waits: true,
    query: z.strictObject({
      after: z
        .string({ error: AFTER_ERROR })
        .meta({
          minLength: 1,
          maxLength: LONGEST_CURSOR,
          description:
            'The `next_cursor` of the previous page, or `latest` for the end of the feed. Without it the feed begins with the oldest event that is kept.',
        })
        .optional(),
      types: typesSchema.meta({ description: 'Only events of these types, separated by commas.' }).optional(),
      department_id: departmentIdSchema
        .meta({ description: 'Only events of this department and of those that are below it now.' })
        .optional(),
      limit: wholeNumber(LARGEST_PAGE).default(100).meta({ description: 'The maximum number of events on a page.' }),
      wait: waitSchema.meta({
        description:
          'How many seconds to wait for an event when there is none. The response comes sooner when too many requests are already waiting.',
      }),
    }),
    answers: {
      200: {
        description: 'Events, the oldest first.',
        ...json(eventPageSchema, {
          data: [
            {
              id: 'evt_6d74979592b2f4d1687541ae56d87561',
              type: 'department.member.added',
              occurred_at: '2025-11-02T08:21:45.123Z',
              sequence: 42,
              data: {
                department_id: 'dept_abc123',
                user_id: 'usr_def456',
                moved_from: null,
                actor: { type: 'api_key', id: 'key_0199c2f1' },
                channel: 'rest',
                operation_id: 'op_0199c2f1aa',
                trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
              },
            },
          ],
          next_cursor: '5rDh3cE1m0mHqkq0c9yYtw',
          has_more: false,
        }),
        long: true,
      },
    },
    errors: ['CURSOR_EXPIRED'],
  },
});
