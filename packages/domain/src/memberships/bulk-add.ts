import { z } from 'zod';
import { departmentIdSchema, operationIdSchema, organizationIdSchema, type UserId } from '../ids.js';
import { actorSchema, channelSchema } from '../principals/actor.js';

/** People in one bulk, at most. */
export const MAX_BULK_ITEMS = 10_000;

/** `partial`: whoever can be added is added. `atomic`: all of them, or nobody. */
export const bulkModeSchema = z.enum(['partial', 'atomic'], { error: '"partial" or "atomic"' });
export type BulkMode = z.infer<typeof bulkModeSchema>;

/** One wish to add many people to one department. It is one operation; whom to add are its items. */
export const bulkAddSchema = z.object({
  operationId: operationIdSchema,
  kind: z.literal('member.bulk_add'),
  organizationId: organizationIdSchema,
  departmentId: departmentIdSchema,
  mode: bulkModeSchema,
  actor: actorSchema,
  channel: channelSchema,
  /** W3C trace id of the request that asked for it: 32 hex digits. */
  traceId: z.string(),
  /** The IP address that it was asked for from; absent when that is not known, and in bulks of an earlier version. */
  address: z.string().optional(),
  /** SHA-256 of what was asked, when the caller sent an Idempotency-Key. */
  requestHash: z.string().nullable(),
  /** RFC 3339. */
  submittedAt: z.string(),
});
export type BulkAdd = z.infer<typeof bulkAddSchema>;

/** Whom to add, named by id or by e-mail address: one of the two is null. */
export interface BulkItem {
  /** The line of the file that named them; null when they did not come in a file. */
  readonly line: number | null;
  readonly userId: UserId | null;
  readonly email: string | null;
}
