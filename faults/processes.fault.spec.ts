import { setTimeout as delay } from 'node:timers/promises';
import { FAILPOINTS, type FailpointName } from '@roster/domain';
import { openAdds } from './add-load.js';
import { every, type Fault, replaceDead, runFaults } from './fault.js';

/** Longer than a worker's lock on its jobs, 20 s, and the check for stalled ones, 5 s. */
const LONGER_THAN_LOCK_MS = 28_000;

const AT_API: readonly FailpointName[] = ['after-enqueue', 'after-promotion'];

/** They are not on the way of a change: `webhooks.fault.spec.ts` has them. */
const AFTERWARDS: readonly FailpointName[] = ['before-feed-commit', 'after-webhook'];

const atFailpoints = FAILPOINTS.filter((name) => !AFTERWARDS.includes(name)).map((name): Fault => {
  const app = AT_API.includes(name) ? 'api' : 'worker';
  return {
    name: `${app} killed ${name.replace('-', ' ')}`,
    short: name === 'before-commit' || name === 'after-commit',
    few: name === 'after-commit',
    async inject(stack) {
      // Without a worker every command is promoted, so that the process comes to that point.
      if (name === 'after-promotion') for (const worker of stack.workers) worker.signal('SIGSTOP');
      const doomed = await stack.start(app, { ROSTER_FAILPOINT: name });
      // A signal, not an error, has ended it.
      expect(await doomed.ended()).toBeNull();
      for (const worker of stack.workers) worker.signal('SIGCONT');
      await replaceDead(stack);
    },
  };
});

runFaults(openAdds, [
  ...atFailpoints,
  {
    name: 'worker frozen beyond its lock, then resumed',
    async inject(stack) {
      const [frozen] = stack.workers;
      frozen?.signal('SIGSTOP');
      await delay(LONGER_THAN_LOCK_MS);
      frozen?.signal('SIGCONT');
    },
  },
  {
    name: '20 % of the workers killed every few seconds for a minute',
    arrange: (stack) => Promise.all([stack.start('api'), ...Array.from({ length: 5 }, () => stack.start('worker'))]),
    inject: (stack) =>
      every(4_000, 15, async () => {
        await stack.workers[0]?.stop('SIGKILL');
        await replaceDead(stack);
      }),
  },
  {
    name: 'rolling restart of all workers and nodes with SIGTERM',
    arrange: (stack) =>
      Promise.all((['api', 'api', 'worker', 'worker'] as const).map((app) => stack.start(app, { DRAIN_DELAY_MS: '' }))),
    async inject(stack, load) {
      for (const service of [...stack.services]) {
        await service.stop();
        await replaceDead(stack);
      }
      expect(load.dropped).toBe(0);
    },
  },
]);
