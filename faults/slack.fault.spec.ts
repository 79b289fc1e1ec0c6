import type { AppProcess } from '@roster/testing';
import { every, replaceDead, runFaults } from './fault.js';
import { SlackLoad } from './slack-load.js';
import { SlackRequestLoad } from './slack-request-load.js';
import type { Stack } from './stack.js';

/** Kills the oldest of these, again and again; a supervisor starts another one. */
const killOldest = (stack: Stack, which: () => readonly AppProcess[]) =>
  every(1_500, 6, async () => {
    await which()[0]?.stop('SIGKILL');
    await replaceDead(stack);
  });

runFaults(SlackLoad.open, [
  { name: 'slack: bots killed one after the other', inject: (stack) => killOldest(stack, () => stack.bots) },
  { name: 'slack: workers killed one after the other', inject: (stack) => killOldest(stack, () => stack.workers) },
  {
    name: 'slack: all bots and workers killed at once',
    inject: (stack) =>
      every(4_000, 3, async () => {
        await Promise.all(stack.services.map((service) => service.stop('SIGKILL')));
        await replaceDead(stack);
      }),
  },
  {
    name: 'slack: a bot and a worker restarted with SIGTERM',
    short: true,
    async inject(stack) {
      for (const service of [stack.bots[0], stack.workers[0]]) {
        await service?.stop();
        await replaceDead(stack);
      }
    },
  },
]);

runFaults(SlackRequestLoad.open, [
  {
    name: 'slack requests and undos: bots killed one after the other',
    inject: (stack) => killOldest(stack, () => stack.bots),
  },
  {
    name: 'slack requests and undos: all bots and workers killed at once',
    inject: (stack) =>
      every(4_000, 3, async () => {
        await Promise.all(stack.services.map((service) => service.stop('SIGKILL')));
        await replaceDead(stack);
      }),
  },
]);
