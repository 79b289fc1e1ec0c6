import { z } from 'zod';
import { departmentIdSchema, membershipRequestIdSchema, operationIdSchema, userIdSchema } from '../ids.js';
import { actorSchema } from '../principals/principal.js';
import { timeSchema } from '../times.js';

/** How long a membership request can be decided. */
export const REQUEST_OPEN_DAYS = 14;

/** The most requests that one actor may have open in an organization. */
export const MAX_OPEN_REQUESTS = 50;

/** Only a pending request can be decided. The other three are terminal. */
export const membershipRequestStatusSchema = z.enum(['pending', 'approved', 'denied', 'expired'], {
  error: '"pending", "approved", "denied" or "expired"',
});
export type MembershipRequestStatus = z.infer<typeof membershipRequestStatusSchema>;

export const membershipDecisionSchema = z.enum(['approve', 'deny'], { error: '"approve" or "deny"' });
export type MembershipDecision = z.infer<typeof membershipDecisionSchema>;

/** The status that each decision leads to. */
export const DECIDED_STATUS = { approve: 'approved', deny: 'denied' } as const satisfies Record<
  MembershipDecision,
  MembershipRequestStatus
>;

export const MAX_REQUEST_REASON = 500;

/** Line breaks and tabs, but no other control characters and no unpaired surrogates. */
const REASON = new RegExp(`^(?:[^\\p{Cc}\\p{Cs}]|[\\t\\r\\n]){1,${MAX_REQUEST_REASON}}$`, 'u');
const reasonError = `1 to ${MAX_REQUEST_REASON} characters without control characters, or null`;

/** Why someone should be added, in the words of the one who asks. */
export const requestReasonSchema = z
  .string({ error: reasonError })
  .normalize('NFC')
  .trim()
  .refine((text) => REASON.test(text), { error: reasonError })
  .meta({ minLength: 1, maxLength: MAX_REQUEST_REASON })
  .nullable();

/** A request to add a member of the organization to a department, for someone with the right to decide. */
export const membershipRequestSchema = z.object({
  id: membershipRequestIdSchema,
  department_id: departmentIdSchema,
  /** Who is to be added. */
  user_id: userIdSchema,
  reason: z.string().meta({ maxLength: MAX_REQUEST_REASON }).nullable(),
  status: membershipRequestStatusSchema,
  requested_by: actorSchema,
  created_at: timeSchema,
  /** From then on it can no longer be decided. */
  expires_at: timeSchema,
  /** Null unless it was approved or denied. */
  decided_by: actorSchema.nullable(),
  decided_at: timeSchema.nullable(),
  /** The operation that added the member; null unless it was approved. */
  operation_id: operationIdSchema.nullable(),
});
export type MembershipRequestObject = z.infer<typeof membershipRequestSchema>;
