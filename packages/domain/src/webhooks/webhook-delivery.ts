import { z } from 'zod';
import { timeSchema } from '../times.js';

/** `dropped`: it was not delivered in the time for which deliveries are kept. */
export const webhookDeliveryStateSchema = z.enum(['pending', 'delivered', 'dropped'], {
  error: '"pending", "delivered" or "dropped"',
});
export type WebhookDeliveryState = z.infer<typeof webhookDeliveryStateSchema>;

/** One request to an endpoint. */
export const webhookAttemptSchema = z.object({
  /** Counted from 1; after a replay again from 1. */
  attempt: z.int().positive(),
  at: timeSchema,
  duration_ms: z.int().min(0).nullable(),
  /** The HTTP status of the answer; null when there was none. */
  status: z.int().nullable(),
  /** Why there was no answer, or no usable one. */
  error: z.string().meta({ maxLength: 1_000 }).nullable(),
  /** The first kilobyte of the answer. */
  answer: z.string().meta({ maxLength: 1_024 }).nullable(),
});
export type WebhookAttemptObject = z.infer<typeof webhookAttemptSchema>;

/** The most attempts of a delivery that are shown: the newest. */
export const MOST_SHOWN_ATTEMPTS = 20;

/** An event for an endpoint. */
export const webhookDeliverySchema = z.object({
  event_id: z.string().meta({ maxLength: 40 }),
  event_type: z.string().meta({ maxLength: 100 }),
  department_id: z.string().meta({ maxLength: 100 }).nullable(),
  state: webhookDeliveryStateSchema,
  created_at: timeSchema,
  delivered_at: timeSchema.nullable(),
  /** The oldest first. */
  attempts: z.array(webhookAttemptSchema).meta({ maxItems: MOST_SHOWN_ATTEMPTS }),
});
export type WebhookDeliveryObject = z.infer<typeof webhookDeliverySchema>;
