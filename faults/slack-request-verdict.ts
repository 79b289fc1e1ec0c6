import { membershipOf, number, repeated, settledFacts } from './facts.js';
import type { Asked } from './load.js';
import type { Stack } from './stack.js';
import type { Verdict } from './verdict.js';

/** A request that two people decided at once, or a change that was undone twice at once. */
export interface RequestEntry extends Asked {
  readonly kind: 'requested' | 'undone';
  readonly departmentId: string;
  readonly userId: string;
  /** What the person who asked read of its end. */
  told: 'approved' | 'denied' | 'undone' | null;
}

/** Decisions that the audit has for each membership, and removals. */
const AUDITED = `
  SELECT department_id || '/' || user_id AS membership, action FROM audit_events
  WHERE action IN ('membership_request.approve', 'membership_request.deny', 'member.remove')`;

/**
 * Waits until nobody is left to tell anything, and compares. A request is decided once: approved, and the member is there,
 * or denied, and is not. What was undone was added once and removed once.
 */
export async function judgeRequests(
  stack: Stack,
  entries: readonly RequestEntry[],
): Promise<Verdict & { settledMs: number }> {
  const { members, effects, settledMs, unaudited, miscounted, unsettled } = await settledFacts(stack);
  const audited: { membership: string; action: string }[] = await stack.dataSource.query(AUDITED);
  const statuses: { membership: string; status: string }[] = await stack.dataSource.query(
    `SELECT department_id || '/' || user_id AS membership, status FROM membership_requests`,
  );
  const statusOf = new Map(statuses.map(({ membership, status }) => [membership, status]));
  const nameOf = ({ departmentId, userId }: RequestEntry) => membershipOf(departmentId, userId);
  const told = entries.filter((entry) => entry.told !== null);
  const isThere = (entry: RequestEntry) => members.has(nameOf(entry));
  const removed = new Set(
    audited.filter(({ action }) => action === 'member.remove').map(({ membership }) => membership),
  );
  const untold = await number(stack, 'SELECT count(*) AS value FROM membership_requests WHERE tell_at IS NOT NULL');
  return {
    settledMs,
    requests: entries.length,
    acknowledged: told.length,
    lost: told.filter((entry) => entry.told === 'approved' && !isThere(entry)).length,
    doubled:
      repeated(effects.map(({ membership }) => membership)) + repeated(audited.map(({ membership }) => membership)),
    unsettled: unsettled + untold + entries.length - told.length,
    divergent: told.filter((entry) => entry.kind === 'requested' && statusOf.get(nameOf(entry)) !== entry.told).length,
    phantom: told.filter((entry) => entry.told !== 'approved' && isThere(entry)).length,
    // Who was removed has an addition in the audit, and is not there.
    unaudited: unaudited - removed.size,
    miscounted,
  };
}
