import type { Operation } from '@roster/database';
import {
  type Actor,
  bulkAddSchema,
  deriveOperationId,
  type MembershipCommand,
  membershipCommandKindSchema,
  membershipCommandSchema,
  type OperationId,
} from '@roster/domain';
import type { Services } from '../services.js';

/**
 * What running an operation again means. `expedite`: it waits; the relay takes it now. `again`: it failed, which is final,
 * so it is made as a new operation. `left-out`: a bulk that has ended is made once more for whom it did not add.
 */
export type RerunKind = 'expedite' | 'again' | 'left-out';

/** Null when there is nothing to run again: it succeeded, or was refused for a reason that stays. */
export function rerunKindOf({ state, kind, items_total, items_added }: Operation): RerunKind | null {
  if (state === 'accepted') return 'expedite';
  if (kind === 'member.bulk_add') return (items_added ?? 0) < (items_total ?? 0) ? 'left-out' : null;
  // A failed move no longer knows where to.
  return state === 'failed' && kind !== 'member.move' ? 'again' : null;
}

/**
 * Runs it again and returns the operation to look at. The id of the new operation follows from that of the old one, so
 * that two clicks, or two operators, make one.
 */
export async function rerun(services: Services, operation: Operation, actor: Actor): Promise<OperationId | null> {
  const kind = rerunKindOf(operation);
  if (kind === null) return null;
  if (kind === 'expedite') return (await services.finder.expedite(operation.id)) ? (operation.id as OperationId) : null;
  const operationId = deriveOperationId('operator.rerun', operation.id);
  const identity = { operationId, actor, requestHash: null, submittedAt: new Date().toISOString() };
  if (kind === 'left-out') {
    const bulk = bulkAddSchema.parse({ ...operation.payload, ...identity });
    await services.bulks.createFromLeftOut(bulk, operation.id as OperationId);
  } else {
    await services.operations.accept(commandOf(operation, identity));
  }
  return operationId;
}

function commandOf(operation: Operation, identity: Partial<MembershipCommand>): MembershipCommand {
  return membershipCommandSchema.parse({
    kind: membershipCommandKindSchema.parse(operation.kind),
    organizationId: operation.organization_id,
    departmentId: operation.department_id,
    userId: operation.user_id,
    channel: operation.channel,
    traceId: operation.trace_id,
    ...identity,
  });
}
