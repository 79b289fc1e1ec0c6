import { setTimeout as delay } from 'node:timers/promises';
import { openBulks } from './bulk-load.js';
import { restartRedisEmpty, terminateConnections } from './damage.js';
import { number } from './facts.js';
import { every, replaceDead, runFaults } from './fault.js';
import type { Stack } from './stack.js';

runFaults(openBulks, [
  {
    name: 'bulks: all workers killed between chunks, again and again',
    inject: (stack) =>
      every(500, 6, async () => {
        await untilOneComesOn(stack);
        await killWorkers(stack);
        await replaceDead(stack);
      }),
  },
  {
    name: 'bulks: all workers killed within a chunk',
    short: true,
    inject: killWithinChunk,
  },
  {
    name: 'bulks: all workers killed within a chunk, again and again',
    inject: (stack) => every(500, 3, () => killWithinChunk(stack)),
  },
  { name: 'bulks: pg_terminate_backend in a loop', inject: terminateConnections },
  { name: 'bulks: Redis killed with AOF off, and started empty', backends: ['redis'], inject: restartRedisEmpty },
]);

async function killWorkers(stack: Stack): Promise<void> {
  await Promise.all(stack.workers.map((worker) => worker.stop('SIGKILL')));
}

/** A chunk was committed, and there are more. */
async function untilOneComesOn(stack: Stack): Promise<void> {
  const settled = () =>
    number(
      stack,
      `SELECT coalesce(sum(items_added + items_rejected), 0) AS value FROM operations
       WHERE state = 'accepted' AND items_added + items_rejected > 0`,
    );
  while ((await settled()) === 0) await delay(5);
}

/** Kills them while a bulk is in the midst of a chunk: it waits for somebody whose row is locked here. */
async function killWithinChunk(stack: Stack): Promise<void> {
  for (let killed = false; !killed; await delay(100)) {
    killed = await stack.dataSource.transaction(async (tx) => {
      const locked: unknown[] = await tx.query(LOCK_SOMEBODY_AHEAD);
      if (locked.length === 0 || !(await someWorkerWaits(stack))) return false;
      await killWorkers(stack);
      return true;
    });
  }
  await replaceDead(stack);
}

/** The last person of the bulk that was begun last. */
const LOCK_SOMEBODY_AHEAD = `
  SELECT user_id FROM organization_members WHERE user_id = (
    SELECT i.user_id FROM operation_items i JOIN operations o ON o.id = i.operation_id
    WHERE o.state = 'accepted' AND i.state = 'pending' AND i.user_id LIKE 'usr_f%'
    ORDER BY o.relay_at DESC, i.position DESC LIMIT 1)
  FOR UPDATE SKIP LOCKED`;

/** False when nobody does within two seconds; Postgres ends a transaction that does nothing for five. */
async function someWorkerWaits(stack: Stack): Promise<boolean> {
  const waiting = `
    SELECT count(*) AS value FROM pg_stat_activity
    WHERE application_name = 'roster-worker' AND wait_event_type = 'Lock' AND query LIKE '%operation_items%'`;
  for (const until = performance.now() + 2_000; performance.now() < until; await delay(20))
    if ((await number(stack, waiting)) > 0) return true;
  return false;
}
