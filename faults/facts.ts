import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from './stack.js';

/** What is in the database. A membership is named by its department and its user, as `membershipOf` does. */
export interface Facts {
  /** How many operations, and requests and messages of Slack, had not ended in time. */
  readonly unsettled: number;
  readonly settledMs: number;
  readonly members: ReadonlySet<string>;
  /** Every addition in the audit. */
  readonly effects: readonly { readonly operation: string; readonly membership: string }[];
  /** Memberships without their audit row, or the other way round. */
  readonly unaudited: number;
  /** Departments whose counters do not say how many members they have. */
  readonly miscounted: number;
}

const SETTLE_LIMIT_MS = 120_000;

export function membershipOf(departmentId: string, userId: string): string {
  return `${departmentId}/${userId}`;
}

/** How many of a list are there a second time, or a third. */
export function repeated(list: readonly string[]): number {
  return list.length - new Set(list).size;
}

/** Waits until nothing is under way any more, and reads what came of it. */
export async function settledFacts(stack: Stack): Promise<Facts> {
  const startedAt = performance.now();
  const unsettled = await settle(stack);
  const settledMs = performance.now() - startedAt;
  const rows: { membership: string }[] = await stack.dataSource.query(
    `SELECT department_id || '/' || user_id AS membership FROM department_members`,
  );
  const effects: Facts['effects'] = await stack.dataSource.query(
    `SELECT operation_id AS operation, department_id || '/' || user_id AS membership
     FROM audit_events WHERE action = 'member.add'`,
  );
  const members = new Set(rows.map(({ membership }) => membership));
  const audited = new Set(effects.map(({ membership }) => membership));
  return {
    unsettled,
    settledMs,
    members,
    effects,
    unaudited:
      [...members].filter((one) => !audited.has(one)).length + [...audited].filter((one) => !members.has(one)).length,
    miscounted: await number(stack, MISCOUNTED),
  };
}

async function settle(stack: Stack): Promise<number> {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const open = await number(stack, UNSETTLED);
    if (open === 0 || performance.now() > deadline) return open;
    await delay(100);
  }
}

const UNSETTLED = `
  SELECT (SELECT count(*) FROM operations WHERE state = 'accepted')
       + (SELECT count(*) FROM slack_requests WHERE finished_at IS NULL)
       + (SELECT count(*) FROM slack_deliveries WHERE delivered_at IS NULL AND gave_up IS NULL) AS value`;

const MISCOUNTED = `
  SELECT count(*) AS value
  FROM (SELECT department_id, sum(members) AS members FROM department_member_counts GROUP BY 1) AS said
  FULL JOIN (SELECT department_id, count(*) AS members FROM department_members GROUP BY 1) AS counted
    USING (department_id)
  WHERE coalesce(said.members, 0) <> coalesce(counted.members, 0)`;

/** The one number that a query gives. */
export async function number(stack: Stack, sql: string, parameters: unknown[] = []): Promise<number> {
  const [row] = await stack.dataSource.query(sql, parameters);
  return Number(row.value);
}
