import { setTimeout as delay } from 'node:timers/promises';
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

/** Longer than Slack waits for an acknowledgement, 3 s, and than the bot leaves a request to another one, 30 s. */
const FROZEN_MS = 33_000;
const BRIEFLY_MS = 6_000;

/** One of two bots neither ends nor answers, and goes on later as if nothing had been. */
async function freezeBot(stack: Stack, ms: number): Promise<void> {
  const [frozen] = stack.bots;
  frozen?.signal('SIGSTOP');
  await delay(ms);
  frozen?.signal('SIGCONT');
}

runFaults(SlackLoad.openHttp, [
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
  { name: 'slack: one of two bots frozen for 33 s', inject: (stack) => freezeBot(stack, FROZEN_MS) },
]);

runFaults(SlackLoad.openSocketMode, [
  {
    name: 'slack, Socket Mode: bots killed one after the other',
    inject: (stack) => killOldest(stack, () => stack.bots),
  },
  {
    name: 'slack, Socket Mode: one of two bots frozen for 6 s',
    inject: (stack) => freezeBot(stack, BRIEFLY_MS),
  },
  {
    name: 'slack, Socket Mode: one of two bots frozen for 33 s',
    inject: (stack) => freezeBot(stack, FROZEN_MS),
  },
  {
    name: 'slack, Socket Mode: connections cut and taken back',
    async inject(_, { slack: { socketMode } }) {
      await every(1_500, 3, async () => socketMode.cut());
      await every(1_500, 3, async () => socketMode.disconnect('refresh_requested'));
    },
  },
  {
    name: 'slack, Socket Mode: turned off for some seconds',
    async inject(_, { slack }) {
      slack.failNext('apps.connections.open', {
        status: 200,
        body: { ok: false, error: 'not_allowed_token_type' },
        times: 6,
      });
      slack.socketMode.disconnect('link_disabled');
      // Both bots are refused three times, with pauses of one, two and four seconds.
      await slack.socketMode.connected(2);
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
