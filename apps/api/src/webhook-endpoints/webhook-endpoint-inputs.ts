import {
  departmentIdSchema,
  secretOverlapSchema,
  webhookDescriptionSchema,
  webhookEventTypesSchema,
  webhookUrlSchema,
} from '@roster/domain';
import { z } from 'zod';
import { named } from '../contract/contract.js';
import { LONGEST_CURSOR } from '../contract/cursor.js';

const object = { error: 'a JSON object' };

const url = webhookUrlSchema.meta({
  description:
    'Where events are sent: an https URL. Every address of its host must be on the public internet, or in a network that the installation allows; only there is http allowed, too. Any port will do.',
});
const eventTypes = webhookEventTypesSchema.meta({ description: 'The types of events to send; null for all.' });
const departmentId = departmentIdSchema
  .nullable()
  .meta({ description: 'Only events of this department and of those that are below it when an event is sent.' });
const description = webhookDescriptionSchema.meta({ description: 'A note for people.' });
const disabled = z
  .boolean({ error: 'true or false' })
  .meta({ description: 'A disabled endpoint gets nothing. Enabled again, it continues with the events since then.' });

export const createInput = named(
  'CreateWebhookEndpointInput',
  z.strictObject(
    {
      url,
      event_types: eventTypes.default(null),
      department_id: departmentId.default(null),
      description: description.default(null),
      disabled: disabled.default(false),
    },
    object,
  ),
);

export const updateInput = named(
  'UpdateWebhookEndpointInput',
  z
    .strictObject(
      {
        url: url.optional(),
        event_types: eventTypes.optional(),
        department_id: departmentId.optional(),
        description: description.optional(),
        disabled: disabled.optional(),
      },
      object,
    )
    .refine((patch) => Object.keys(patch).length > 0, {
      error: 'at least one of "url", "event_types", "department_id", "description" and "disabled"',
    })
    .meta({ minProperties: 1 }),
);

export const rotateInput = named(
  'RotateWebhookSecretInput',
  z.strictObject(
    {
      overlap_seconds: secretOverlapSchema.meta({
        description: 'How long the secret before signs beside the new one. 0 when it has leaked.',
      }),
    },
    object,
  ),
);

/** With as many decimals as anybody writes, in characters. */
const LONGEST_TIME = 40;
const sinceError = 'a time as RFC 3339';
const eitherError = 'either "after" or "since"';

export const replayInput = named(
  'ReplayWebhookEndpointInput',
  z
    .strictObject(
      {
        after: z
          .string({ error: 'a cursor' })
          .meta({
            minLength: 1,
            maxLength: LONGEST_CURSOR,
            description:
              'Send the events after this `next_cursor` of the feed again. They must not be older than 30 days.',
          })
          .optional(),
        since: z.iso
          .datetime({ offset: true, error: sinceError })
          .max(LONGEST_TIME, { error: sinceError })
          // Postgres has no year 0.
          .refine((time) => !time.startsWith('0000'), { error: sinceError })
          .meta({
            description:
              'Send the events since this time again, and some from the seconds before. Events that are older than 30 days are not sent.',
          })
          .optional(),
      },
      object,
    )
    .refine(({ after, since }) => (after === undefined) !== (since === undefined), { error: eitherError })
    .meta({ minProperties: 1, maxProperties: 1 }),
);
export type ReplayInput = z.output<typeof replayInput>;
