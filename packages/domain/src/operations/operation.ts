import { z } from 'zod';
import { type OperationId, operationIdSchema } from '../ids.js';
import { type MembershipCommand, membershipCommandKindSchema } from '../memberships/membership-command.js';
import { membershipOutcomeSchema } from '../memberships/membership-outcome.js';

/** `accepted` is the only state that changes; the other three are terminal. */
export const operationStateSchema = z.enum(['accepted', 'done', 'failed', 'cancelled']);
export type OperationState = z.infer<typeof operationStateSchema>;

/** What an operation is about: one membership, or many at once. */
export const operationKindSchema = z.enum([...membershipCommandKindSchema.options, 'member.bulk_add']);
export type OperationKind = z.infer<typeof operationKindSchema>;

/** A settled operation as the reply bus carries it and as its row holds it. */
export const operationResultSchema = z.object({
  operationId: operationIdSchema,
  /** The hash of the request that settled it; a caller whose hash differs used somebody's key for another request. */
  requestHash: z.string().nullable(),
  outcome: membershipOutcomeSchema,
});
export type OperationResult = z.infer<typeof operationResultSchema>;

export type OperationReading =
  | { readonly state: 'settled'; readonly result: OperationResult }
  | { readonly state: 'accepted'; readonly requestHash: string | null };

/** Where the gateway finds the truth about an operation. Implemented on Postgres by `packages/database`. */
export interface OperationStore {
  /** The operations among `ids` that have a row; what has none has not begun, or is still in the queue. */
  read(ids: readonly OperationId[]): Promise<Map<OperationId, OperationReading>>;
  /**
   * Makes the command durable as an `accepted` operation and returns what its row says after that: `accepted`, or
   * settled when a worker was faster. Committed when the promise resolves.
   */
  accept(command: MembershipCommand): Promise<OperationReading>;
}
