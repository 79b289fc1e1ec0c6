import { z } from 'zod';
import { departmentIdSchema, operationIdSchema, organizationIdSchema, userIdSchema } from '../ids.js';
import { actorSchema, channelSchema } from '../principals/actor.js';

/** What can be done to a membership. `put` is an add that is content when the user is there already. */
export const membershipCommandKindSchema = z.enum(['member.add', 'member.remove', 'member.put', 'member.move']);

/** One wish to change one membership. It becomes one operation: the operation id is what makes it happen once. */
export const membershipCommandSchema = z.object({
  operationId: operationIdSchema,
  kind: membershipCommandKindSchema,
  organizationId: organizationIdSchema,
  departmentId: departmentIdSchema,
  userId: userIdSchema,
  /** Where a `member.move` goes to; it comes from `departmentId`. */
  toDepartmentId: departmentIdSchema.optional(),
  actor: actorSchema,
  channel: channelSchema,
  /** W3C trace id of the request that asked for it: 32 hex digits. */
  traceId: z.string(),
  /** W3C `traceparent` of that request's span, while traces are recorded: the spans of the change hang on it. */
  traceparent: z.string().optional(),
  /** SHA-256 of what was asked, when the caller sent an Idempotency-Key; the same key with another hash is refused. */
  requestHash: z.string().nullable(),
  /** RFC 3339: when the gateway took it. */
  submittedAt: z.string(),
});

export type MembershipCommandKind = z.infer<typeof membershipCommandKindSchema>;
export type MembershipCommand = z.infer<typeof membershipCommandSchema>;
