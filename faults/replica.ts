import { setTimeout as delay } from 'node:timers/promises';
import { startTestStandby, type TestStandby } from '@roster/local-stack';
import type { Stack } from './stack.js';

/** Longer than `DATABASE_READ_MAX_LAG`. */
const AWAY_MS = 8_000;

/** Starts a standby, an API whose lists it may serve, and two workers. */
export async function startReplica(stack: Stack): Promise<TestStandby> {
  const standby = await startTestStandby(stack.postgres);
  stack.keep({ close: () => standby.stop() });
  const replica = stack.url.replace(`:${stack.postgres.port}/`, `:${standby.port}/`);
  await Promise.all([stack.start('api', { DATABASE_READ_URL: replica }), stack.start('worker'), stack.start('worker')]);
  return standby;
}

/** Takes the replica away for a while. It has to serve reads before, and again afterwards. */
export async function takeAway(stack: Stack, take: () => unknown, giveBack: () => unknown): Promise<void> {
  expect(await readsServed(stack)).toBeGreaterThan(0);
  await take();
  await delay(AWAY_MS);
  const before = await readsServed(stack);
  await giveBack();
  while ((await readsServed(stack)) === before) await delay(100);
}

/** How many reads the replica has served. */
async function readsServed(stack: Stack): Promise<number> {
  const ready = await stack.apis[0]?.ready;
  const response = await fetch(String(ready?.metricsUrl));
  return Number(/^roster_replica_reads_total\{server="replica",[^}]*\} (\d+)$/m.exec(await response.text())?.[1] ?? 0);
}
