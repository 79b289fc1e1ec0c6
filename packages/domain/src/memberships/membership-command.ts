import { z } from 'zod';
import { departmentIdSchema, operationIdSchema, organizationIdSchema, type UserId, userIdSchema } from '../ids.js';
import { actorSchema, channelSchema } from '../principals/principal.js';

/** What can be done to a membership. `put` is an add that also succeeds when the user is a member already. */
export const membershipCommandKindSchema = z.enum(['member.add', 'member.remove', 'member.put', 'member.move']);

/** A request to change one membership. It becomes one operation; its ID makes the change happen once. */
export const membershipCommandSchema = z.object({
  operationId: operationIdSchema,
  kind: membershipCommandKindSchema,
  organizationId: organizationIdSchema,
  departmentId: departmentIdSchema,
  userId: userIdSchema,
  /** The target of a `member.move`; `departmentId` is the source. */
  toDepartmentId: departmentIdSchema.optional(),
  actor: actorSchema,
  channel: channelSchema,
  /** W3C trace ID of the request: 32 hex digits. */
  traceId: z.string(),
  /** W3C `traceparent` of the request's span, while traces are recorded; the parent of the change's spans. */
  traceparent: z.string().optional(),
  /** The caller's IP address; absent when it is unknown, and in jobs of earlier versions. */
  address: z.string().optional(),
  /** SHA-256 of the request, when the caller sent an Idempotency-Key; the same key with another hash is rejected. */
  requestHash: z.string().nullable(),
  /** RFC 3339: when the gateway accepted it. */
  submittedAt: z.string(),
});

export type MembershipCommandKind = z.infer<typeof membershipCommandKindSchema>;
export type MembershipCommand = z.infer<typeof membershipCommandSchema>;

/** The most items that one bulk may have. */
export const MAX_BULK_ITEMS = 10_000;

/** `partial`: adds everyone who can be added. `atomic`: adds everyone or no one. */
export const bulkModeSchema = z.enum(['partial', 'atomic'], { error: '"partial" or "atomic"' });
export type BulkMode = z.infer<typeof bulkModeSchema>;

/** A request to add many members to one department. It becomes one operation; each member to add is an item of it. */
export const bulkAddSchema = z.object({
  operationId: operationIdSchema,
  kind: z.literal('member.bulk_add'),
  organizationId: organizationIdSchema,
  departmentId: departmentIdSchema,
  mode: bulkModeSchema,
  actor: actorSchema,
  channel: channelSchema,
  /** W3C trace ID of the request: 32 hex digits. */
  traceId: z.string(),
  /** The caller's IP address; absent when it is unknown, and in bulks of earlier versions. */
  address: z.string().optional(),
  /** SHA-256 of the request, when the caller sent an Idempotency-Key. */
  requestHash: z.string().nullable(),
  /** RFC 3339. */
  submittedAt: z.string(),
});
export type BulkAdd = z.infer<typeof bulkAddSchema>;

/** A member to add, by ID or by e-mail address: one of the two is null. */
export interface BulkItem {
  /** The line of the uploaded file; null without a file. */
  readonly line: number | null;
  readonly userId: UserId | null;
  readonly email: string | null;
}
