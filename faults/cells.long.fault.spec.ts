import { setTimeout as delay } from 'node:timers/promises';
import { number } from './facts.js';
import { replaceDead, runFaults } from './fault.js';
import { MoveLoad } from './move-load.js';
import type { RosterCommand } from './roster-command.js';
import type { Stack } from './stack.js';

/** The latest time after connecting at which the command is killed, in milliseconds: it may get from the start to the release. */
const ANY_MOMENT_MS = 5_000;

/**
 * Between two kills of workers, in milliseconds. Each of the two in a cell lives twice as long: leases of half a minute have to
 * be able to end, and workers seal the audit every twenty seconds.
 */
const WORKERS_LIVE_MS = 15_000;

const has = async (cell: Stack, rows: string) => (await number(cell, `SELECT count(*) AS value FROM ${rows}`)) > 0;

const isReleased = (from: Stack) => has(from, `organization_fences WHERE state = 'moved'`);

/** How the databases show that a step of the move is done: freeze, import, release and open. */
const STEPS: readonly ((from: Stack, to: Stack) => Promise<boolean>)[] = [
  (from) => has(from, 'organization_fences'),
  (_, to) => has(to, 'organizations'),
  isReleased,
  (_, to) => has(to, 'opened_copies'),
];

/** @throws Error when the command ends and the step is not done */
async function killAfter(isDone: () => Promise<boolean>, command: RosterCommand): Promise<void> {
  while (!(await isDone())) {
    if (!command.running && !(await isDone())) throw new Error(await command.printed());
    await delay(2);
  }
  await command.kill();
}

async function killAtAnyMoment(cell: Stack, command: RosterCommand): Promise<void> {
  const isConnected = () => has(cell, `pg_stat_activity WHERE application_name = 'roster-cli'`);
  while (command.running && !(await isConnected())) await delay(2);
  await delay(Math.random() * ANY_MOMENT_MS);
  await command.kill();
}

/** Kills one worker after the other in both cells, until it is told to stop. */
function killWorkers(cells: readonly Stack[]): () => Promise<void> {
  let stopped = false;
  const killing = (async () => {
    while (!stopped) {
      for (const cell of cells) {
        await cell.workers[0]?.stop('SIGKILL');
        await replaceDead(cell);
      }
      await delay(WORKERS_LIVE_MS);
    }
  })();
  killing.catch(() => undefined);
  return () => {
    stopped = true;
    return killing;
  };
}

runFaults(MoveLoad.open, [
  {
    name: 'cells: an organization moves; its command killed after each step and at any moment, and workers of both cells',
    onlySlows: true,
    async inject(stack, load) {
      const stopKilling = killWorkers([stack, load.to]);
      try {
        for (const isDone of STEPS) {
          await killAfter(() => isDone(stack, load.to), load.move());
          if (!(await isReleased(stack))) await killAtAnyMoment(stack, load.move());
        }
        await load.move().succeeded();
        await load.callOther();
        await killAtAnyMoment(stack, load.remove());
        // The fence is deleted last.
        if (await isReleased(stack)) await load.remove().succeeded();
      } finally {
        await stopKilling();
      }
    },
  },
]);
