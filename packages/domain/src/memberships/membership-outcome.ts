import { z } from 'zod';
import { ERROR_CODES } from '../errors/error-catalogue.js';
import { departmentMemberSchema } from './department-member.js';

/**
 * How a membership command ended. A rejection is a result like any other: it is stored, replayed to a retry, and
 * never makes the job fail. `failed` and `cancelled` changed nothing.
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

/** By what outcomes are counted: a rejection by its code. */
export function outcomeLabel(outcome: MembershipOutcome): string {
  return outcome.status === 'rejected' ? outcome.code : outcome.status;
}
