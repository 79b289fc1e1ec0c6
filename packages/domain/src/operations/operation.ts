import { z } from 'zod';
import { type OperationId, operationIdSchema } from '../ids.js';
import { type MembershipCommand, membershipCommandKindSchema } from '../memberships/membership-command.js';
import { membershipOutcomeSchema } from '../memberships/membership-outcome.js';

/** `accepted` is the only state that changes; the other three are terminal. */
export const operationStateSchema = z.enum(['accepted', 'done', 'failed', 'cancelled']);
export type OperationState = z.infer<typeof operationStateSchema>;

/** An operation changes one membership, or adds many members at once. */
export const operationKindSchema = z.enum([...membershipCommandKindSchema.options, 'member.bulk_add']);
export type OperationKind = z.infer<typeof operationKindSchema>;

/** A settled operation, as the reply bus carries it and as its row stores it. */
export const operationResultSchema = z.object({
  operationId: operationIdSchema,
  /** The hash of the request that settled it. A caller whose hash differs has used the key for another request. */
  requestHash: z.string().nullable(),
  outcome: membershipOutcomeSchema,
});
export type OperationResult = z.infer<typeof operationResultSchema>;

export type OperationReading =
  | { readonly state: 'settled'; readonly result: OperationResult }
  | { readonly state: 'accepted'; readonly requestHash: string | null };

/** Where the gateway reads the state of operations. Implemented on Postgres by `packages/database`. */
export interface OperationStore {
  /** The operations among `ids` that have a row. One without a row has not started, or is still in the queue. */
  read(ids: readonly OperationId[]): Promise<Map<OperationId, OperationReading>>;
  /**
   * Stores the command as an `accepted` operation and returns the state of its row: `accepted`, or settled if a worker
   * was faster. The row is committed when the promise resolves.
   */
  accept(command: MembershipCommand): Promise<OperationReading>;
}

/** `pending` is the only state that changes. Items are settled in the order of their positions. */
export const itemStateSchema = z.enum(['pending', 'added', 'rejected', 'cancelled']);
export type ItemState = z.infer<typeof itemStateSchema>;

/** The points in a change at which a process may die: the rows of the crash table in `docs/exactly-once.md`. */
export const FAILPOINTS = [
  'after-enqueue',
  'after-promotion',
  'before-transaction',
  'before-commit',
  'after-commit',
  'after-reply',
  'before-completion',
  'before-feed-commit',
  'after-webhook',
] as const;

export type FailpointName = (typeof FAILPOINTS)[number];

/** Called at each of these points; the fault suite stops the process there. Absent in production. */
export type Failpoint = (name: FailpointName, commands: readonly MembershipCommand[]) => Promise<void>;

interface Identified {
  readonly operationId: string;
  readonly organizationId: string;
  readonly traceId: string;
}

/** The fields of every log line about a change, so that it can be found by any of the three. */
export interface ChangeFields {
  readonly trace_id: string;
  readonly operation_id: string;
  readonly organization_id: string;
}

export function changeFields({ operationId, organizationId, traceId }: Identified): ChangeFields {
  return { trace_id: traceId, operation_id: operationId, organization_id: organizationId };
}

/** The same for a log line about several changes. */
export function fieldsOfChanges(changes: readonly Identified[]): ChangeFields | { readonly changes: ChangeFields[] } {
  const [first] = changes;
  return first !== undefined && changes.length === 1 ? changeFields(first) : { changes: changes.map(changeFields) };
}
