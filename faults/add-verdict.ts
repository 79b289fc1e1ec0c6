import type { Answer, ClientLedger, Entry } from './client-ledger.js';
import { membershipOf, repeated, settledFacts } from './facts.js';
import type { Place } from './place.js';
import { sendAdd } from './send-add.js';
import type { Stack } from './stack.js';
import type { Verdict } from './verdict.js';

/** Waits until nothing is accepted any more, asks every key once again, and compares. */
export async function judgeAdds(
  stack: Stack,
  ledger: ClientLedger,
  places: readonly Place[],
): Promise<Verdict & { settledMs: number }> {
  const { members, unsettled, unaudited, miscounted, settledMs, ...facts } = await settledFacts(stack);
  // Bulks of others have many effects in one operation.
  const here = places.map(({ department }) => membershipOf(department, ''));
  const effects = facts.effects.filter(({ membership }) => here.some((prefix) => membership.startsWith(prefix)));
  const finals = await askAgain(stack, ledger.entries);

  const operations = effects.map(({ operation }) => operation);
  const hasEffect = new Set(operations);
  const acknowledged = [...finals].filter(([, final]) => final?.status === 201);
  const refused = [...finals].filter(
    ([, final]) => final && (final.status === 500 || (final.status >= 400 && final.status < 500)),
  );
  return {
    settledMs,
    requests: ledger.entries.length,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(([{ place, userId }]) => !members.has(membershipOf(place.department, userId))).length,
    doubled: repeated(operations) + repeated(effects.map(({ membership }) => membership)),
    unsettled,
    divergent: [...finals].filter(([entry, final]) => !consistent(entry, final)).length,
    phantom: refused.filter(([, final]) => final?.operationId && hasEffect.has(final.operationId)).length,
    unaudited,
    miscounted,
  };
}

async function askAgain(stack: Stack, entries: readonly Entry[]): Promise<Map<Entry, Answer | null>> {
  const finals = new Map<Entry, Answer | null>();
  const waiting = [...entries];
  const client = async (): Promise<void> => {
    for (let entry = waiting.pop(); entry; entry = waiting.pop()) finals.set(entry, await sendAdd(stack, entry, 30));
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
