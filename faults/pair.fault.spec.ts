import { setTimeout as delay } from 'node:timers/promises';
import { startTestStandby, type TestStandby } from '@roster/local-stack';
import { openAdds } from './add-load.js';
import { type Fault, runFaults } from './fault.js';
import { ReadBackLoad } from './read-back-load.js';
import { startReplica, takeAway } from './replica.js';
import { askToRead } from './send-read.js';
import type { Stack } from './stack.js';

const FROZEN_MS = 20_000;

let standby: TestStandby;

/** A primary, its synchronous standby, and processes that know both. */
async function startPair(stack: Stack): Promise<void> {
  standby = await startTestStandby(stack.postgres, { synchronous: true });
  stack.keep({ close: () => standby.stop() });
  const url = await stack.followPair(standby);
  const env = { DATABASE_URL: url };
  await Promise.all((['api', 'worker', 'worker'] as const).map((app) => stack.start(app, env)));
}

runFaults(openAdds, [
  {
    name: 'Postgres pair: the primary killed and its synchronous standby promoted',
    short: true,
    arrange: startPair,
    async inject(stack) {
      stack.postgres.kill();
      await standby.promote();
      // The suite's own first connection may still go to the server that is gone; the next one looks for the primary.
      await stack.dataSource.query('SELECT 1').catch(() => undefined);
    },
  },
  {
    name: 'Postgres pair: the primary becomes read-only for 6 s',
    arrange: startPair,
    async inject(stack) {
      await setReadOnly(stack, 'on');
      await delay(6_000);
      await setReadOnly(stack, 'off');
    },
  },
  {
    name: 'Postgres pair: the synchronous standby frozen for 20 s',
    arrange: startPair,
    async inject(stack) {
      standby.freeze();
      const thawAt = performance.now() + FROZEN_MS;
      while (performance.now() < thawAt) {
        // Reads have connections of their own.
        expect(await askToRead(stack)).toBe(200);
        await delay(500);
      }
      standby.thaw();
    },
  },
]);

/** The standby that may serve lists is taken away for a while, under callers who list what they have just changed. */
function away(what: string, take: () => unknown, giveBack: () => unknown): Fault<ReadBackLoad> {
  return {
    name: `the replica for reads ${what}`,
    onlySlows: true,
    async arrange(stack) {
      standby = await startReplica(stack);
    },
    inject: (stack) => takeAway(stack, take, giveBack),
  };
}

runFaults(
  (stack) => new ReadBackLoad(stack),
  [
    away(
      'does not replay for 8 s',
      () => standby.pauseReplay(),
      () => standby.resumeReplay(),
    ),
    away(
      'killed and started again',
      () => standby.kill(),
      () => standby.restart(),
    ),
    away(
      'frozen for 8 s',
      () => standby.freeze(),
      () => standby.thaw(),
    ),
  ],
);

async function setReadOnly(stack: Stack, value: 'on' | 'off'): Promise<void> {
  await stack.onServer(async (query) => {
    await query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
    await query('SELECT pg_reload_conf()');
  });
}
