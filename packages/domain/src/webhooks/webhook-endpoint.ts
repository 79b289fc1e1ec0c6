import { z } from 'zod';
import { EVENT_TYPES } from '../events/event-catalogue.js';
import { departmentIdSchema, webhookEndpointIdSchema } from '../ids.js';
import { actorSchema } from '../principals/principal.js';
import { timeSchema } from '../times.js';
import { versionOf } from '../versions.js';

const LONGEST_URL = 2_048;
const LONGEST_DESCRIPTION = 500;

/** Why an endpoint gets nothing: a caller disabled it, all attempts for an event failed, or it answered 410. */
export const webhookDisabledReasonSchema = z.enum(['owner', 'exhausted', 'gone']);
export type WebhookDisabledReason = z.infer<typeof webhookDisabledReasonSchema>;

const urlError = `a URL like https://example.com/roster, of at most ${LONGEST_URL} characters, without user name, password and fragment`;

/** Where the events go. What the host resolves to is checked elsewhere. */
export const webhookUrlSchema = z
  .string({ error: urlError })
  .max(LONGEST_URL, { error: urlError })
  .refine(isWebhookUrl, { error: urlError })
  .meta({ format: 'uri', minLength: 1, maxLength: LONGEST_URL });

function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text) || /[\s\p{Cc}\p{Cs}#]/u.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

const typesError = `a list of types of events, each once, or null for all: ${EVENT_TYPES.join(', ')}`;

export const webhookEventTypesSchema = z
  .array(z.enum(EVENT_TYPES, { error: typesError }), { error: typesError })
  .min(1, { error: typesError })
  .refine((types) => new Set(types).size === types.length, { error: typesError })
  .meta({ maxItems: EVENT_TYPES.length, uniqueItems: true })
  .nullable();

const DESCRIPTION = new RegExp(`^[^\\p{Cc}\\p{Cs}]{0,${LONGEST_DESCRIPTION}}$`, 'u');
const descriptionError = `at most ${LONGEST_DESCRIPTION} characters without control characters, or null`;

export const webhookDescriptionSchema = z
  .string({ error: descriptionError })
  .normalize('NFC')
  .trim()
  .refine((text) => DESCRIPTION.test(text), { error: descriptionError })
  .meta({ maxLength: LONGEST_DESCRIPTION })
  .nullable();

export const webhookEndpointSchema = z.object({
  id: webhookEndpointIdSchema,
  url: z.string().meta({ maxLength: LONGEST_URL }),
  /** Null: all types. */
  event_types: z.array(z.string().meta({ maxLength: 100 })).nullable(),
  /** Only events of this department and of those that are below it when an event is sent; null: all events. */
  department_id: departmentIdSchema.nullable(),
  description: z.string().meta({ maxLength: LONGEST_DESCRIPTION }).nullable(),
  disabled: z.boolean(),
  disabled_at: timeSchema.nullable(),
  /** Null for an enabled endpoint. */
  disabled_reason: webhookDisabledReasonSchema.nullable(),
  /** Since when every attempt has failed; null when the last one succeeded. */
  failing_since: timeSchema.nullable(),
  /** Until then the secret before the last rotation signs, too; null when only one signs. */
  previous_secret_expires_at: timeSchema.nullable(),
  created_at: timeSchema,
  created_by: actorSchema,
  updated_at: timeSchema,
});
export type WebhookEndpointObject = z.infer<typeof webhookEndpointSchema>;

const LONGEST_OVERLAP_S = 24 * 3_600;
const overlapError = `a whole number from 0 to ${LONGEST_OVERLAP_S}`;

/** How long the secret before a rotation signs beside the new one, in seconds. */
export const secretOverlapSchema = z
  .int({ error: overlapError })
  .min(0, { error: overlapError })
  .max(LONGEST_OVERLAP_S, { error: overlapError })
  .default(LONGEST_OVERLAP_S);

/** The version of what callers set. Successes and failures of attempts do not change it. */
export function webhookEndpointVersion(endpoint: WebhookEndpointObject): string {
  const { id, url, event_types, department_id, description, disabled, updated_at } = endpoint;
  return versionOf([id, url, event_types, department_id, description, disabled, updated_at]);
}
