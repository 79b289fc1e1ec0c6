import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, ClientLedger, Entry } from './client-ledger.js';
import { send } from './load.js';
import type { Stack } from './stack.js';

/** How far the facts in the database are from what the clients were told. All zeros is right. */
export interface Verdict {
  readonly requests: number;
  readonly acknowledged: number;
  /** A: acknowledged with 201, but not in the database. */
  readonly lost: number;
  /** B: more than one effect for an operation, or for a membership. */
  readonly doubled: number;
  /** C: accepted, but not terminal in time. */
  readonly unsettled: number;
  /** D: the same key got different answers. */
  readonly divergent: number;
  /** E: answered with 4xx, failed or cancelled, but with an effect. */
  readonly phantom: number;
  /** F: memberships without their audit row, or the other way round. */
  readonly unaudited: number;
}

const SETTLE_LIMIT_MS = 120_000;

/** Waits until nothing is accepted any more, asks every key once again, and compares. */
export async function judge(stack: Stack, ledger: ClientLedger): Promise<Verdict & { settledMs: number }> {
  const stoppedAt = performance.now();
  const unsettled = await settle(stack);
  const settledMs = performance.now() - stoppedAt;
  const finals = await askAgain(stack, ledger.entries);
  const members = await column(stack, `SELECT user_id AS value FROM department_members`);
  const effects = await column(stack, `SELECT operation_id AS value FROM audit_events`);
  const audited = await column(stack, `SELECT user_id AS value FROM audit_events`);

  const isMember = new Set(members);
  const hasEffect = new Set(effects);
  const isAudited = new Set(audited);
  const acknowledged = [...finals].filter(([, final]) => final?.status === 201);
  const refused = [...finals].filter(
    ([, final]) => final && (final.status === 500 || (final.status >= 400 && final.status < 500)),
  );
  return {
    settledMs,
    requests: ledger.entries.length,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(([{ userId }]) => !isMember.has(userId)).length,
    doubled: effects.length - hasEffect.size + (audited.length - isAudited.size),
    unsettled,
    divergent: [...finals].filter(([entry, final]) => !consistent(entry, final)).length,
    phantom: refused.filter(([, final]) => final?.operationId && hasEffect.has(final.operationId)).length,
    unaudited:
      members.filter((user) => !isAudited.has(user)).length + audited.filter((user) => !isMember.has(user)).length,
  };
}

async function settle(stack: Stack): Promise<number> {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const accepted = await column(stack, `SELECT id AS value FROM operations WHERE state = 'accepted'`);
    if (accepted.length === 0 || performance.now() > deadline) return accepted.length;
    await delay(100);
  }
}

async function askAgain(stack: Stack, entries: readonly Entry[]): Promise<Map<Entry, Answer | null>> {
  const finals = new Map<Entry, Answer | null>();
  const waiting = [...entries];
  const client = async (): Promise<void> => {
    for (let entry = waiting.pop(); entry; entry = waiting.pop()) finals.set(entry, await send(stack, entry, 30));
  };
  await Promise.all(Array.from({ length: 32 }, client));
  return finals;
}

/** 202 and 503 leave open how it ends; every other answer must be the final one. */
function consistent({ answers }: Entry, final: Answer | null): boolean {
  if (!final || final.status === 202 || final.status === 503) return false;
  const told = answers.filter(({ status }) => status !== 202 && status !== 503);
  return told.every(({ status, substance }) => status === final.status && substance === final.substance);
}

async function column(stack: Stack, sql: string): Promise<string[]> {
  const rows: { value: string }[] = await stack.dataSource.query(sql);
  return rows.map(({ value }) => value);
}
