import { type Caller, originOf } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type AuditedChange, recordChanges } from './record-change.js';

/** A change in the caller's organization. Before and after are null unless given; secrets never are among them. */
export type CallersChange = Omit<AuditedChange, 'organizationId' | 'before' | 'after'> &
  Partial<Pick<AuditedChange, 'before' | 'after'>>;

/** Writes what a caller has changed, in this order, in the transaction of the change: both are there, or neither is. */
export async function recordAudit(
  tx: EntityManager,
  caller: Caller,
  ...changes: readonly CallersChange[]
): Promise<void> {
  const { organizationId } = caller.principal;
  const audited = changes.map((change) => ({ before: null, after: null, ...change, organizationId }));
  await recordChanges(tx, originOf(caller), audited);
}
