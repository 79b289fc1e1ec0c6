import { z } from 'zod';
import { ERROR_CODES } from '../errors/error-catalogue.js';
import { userIdSchema } from '../ids.js';
import { writtenEmailSchema } from '../members/email-address.js';
import { writtenFullNameSchema } from '../members/member.js';
import { timeSchema } from '../times.js';

/** The department member object of the reference page: exactly these four fields. */
export const departmentMemberSchema = z.object({
  user_id: userIdSchema,
  full_name: writtenFullNameSchema,
  email: writtenEmailSchema,
  /** When the transaction that added the member ran. */
  added_at: timeSchema,
});

export type DepartmentMember = z.infer<typeof departmentMemberSchema>;

/**
 * How a membership command ended. A rejection is a result like any other: it is stored and replayed to retries, and it
 * never fails the job. `failed` and `cancelled` changed nothing.
 */
export const membershipOutcomeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('added'), member: departmentMemberSchema }),
  z.object({ status: z.literal('removed') }),
  z.object({ status: z.literal('present'), member: departmentMemberSchema }),
  z.object({ status: z.literal('moved'), member: departmentMemberSchema }),
  z.object({
    status: z.literal('rejected'),
    code: z.enum(ERROR_CODES),
    details: z.record(z.string(), z.unknown()),
  }),
  z.object({ status: z.literal('failed'), reason: z.string() }),
  z.object({ status: z.literal('cancelled') }),
]);

export type MembershipOutcome = z.infer<typeof membershipOutcomeSchema>;

/** The label under which an outcome is counted: a rejection's is its code. */
export function outcomeLabel(outcome: MembershipOutcome): string {
  return outcome.status === 'rejected' ? outcome.code : outcome.status;
}

/**
 * How a bulk ended. `applied`: every item has its result. `rejected`: it was atomic and someone could not be added.
 * `failed` and `cancelled` may come after some members were added; the items say which.
 */
export type BulkOutcome =
  | { readonly status: 'applied' }
  | Exclude<MembershipOutcome, { status: 'added' } | { status: 'removed' }>;
