import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type AddLoad, openAdds } from './add-load.js';
import { replaceDead, runFaults } from './fault.js';
import { sendAdd } from './send-add.js';
import type { Stack } from './stack.js';

/** Far from the users that the load adds. */
const RESERVED = 40_000;
const POISON = `usr_f${RESERVED}`;

const twoOfEach = (stack: Stack) =>
  Promise.all((['api', 'api', 'worker', 'worker'] as const).map((app) => stack.start(app)));

/** Sends one request with a key of its own or with the given one, and notes the answer. */
async function ask(stack: Stack, { ledger }: AddLoad, userId: string, key: string = randomUUID()): Promise<void> {
  const entry = ledger.entries.find((one) => one.key === key) ?? ledger.ask(key, userId, stack.place);
  const answer = await sendAdd(stack, entry, 10);
  if (answer) entry.answers.push(answer);
  if (answer && answer.status !== 503) entry.answeredAt = performance.now();
}

runFaults(openAdds, [
  {
    name: 'a hundred racing requests with one key over two nodes',
    short: true,
    arrange: twoOfEach,
    async inject(stack, load) {
      for (let user = 1; user <= 10; user += 1) {
        const key = randomUUID();
        await Promise.all(Array.from({ length: 100 }, () => ask(stack, load, `usr_f${RESERVED + user}`, key)));
      }
    },
  },
  {
    name: 'batches that overlap in opposite orders',
    arrange: twoOfEach,
    async inject(stack, load) {
      const users = Array.from({ length: 60 }, (_, user) => `usr_f${RESERVED + user}`);
      for (let round = 0; round < 5; round += 1) {
        const orders = [users, [...users].reverse(), users, [...users].reverse()];
        await Promise.all(orders.flat().map((user) => ask(stack, load, user)));
      }
    },
  },
  {
    name: 'two relays and the queue bring the same operations',
    arrange: twoOfEach,
    async inject(stack) {
      for (const worker of stack.workers) worker.signal('SIGSTOP');
      // Long enough for callers to be promoted and for the relay to find their operations overdue.
      await delay(7_000);
      for (const worker of stack.workers) worker.signal('SIGCONT');
    },
  },
  {
    name: 'a command that kills its process, again and again',
    arrange: (stack) =>
      Promise.all([
        stack.start('api'),
        ...Array.from({ length: 2 }, () => stack.start('worker', { ROSTER_FAILPOINT: `before-commit@${POISON}` })),
      ]),
    async inject(stack, load) {
      const poisoned = ask(stack, load, POISON);
      while ((await poisonState(stack)) !== 'failed') {
        await replaceDead(stack);
        await delay(100);
      }
      await replaceDead(stack);
      await poisoned;
    },
  },
]);

async function poisonState(stack: Stack): Promise<string | undefined> {
  const [row] = await stack.dataSource.query(`SELECT state FROM operations WHERE user_id = $1`, [POISON]);
  return row?.state;
}
