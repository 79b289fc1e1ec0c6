import { setTimeout as delay } from 'node:timers/promises';
import { connectRedis } from '@roster/connections';
import type { FailpointName } from '@roster/domain';
import { startPostgres } from '@roster/local-stack';
import { accept, answer, hang, type ReceivedEvent, WebhookReceiver } from '@roster/testing';
import { redisOf } from './damage.js';
import { every, replaceDead, runFaults } from './fault.js';
import { WEBHOOK_ENV, WebhookLoad } from './webhook-load.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const KILLS: readonly FailpointName[] = ['before-feed-commit', 'after-webhook'];

/** Longer than Postgres lets a transaction idle: a worker that is frozen inside its turn loses it. */
const FROZEN_MS = 6_000;

runFaults(WebhookLoad.open, [
  {
    name: 'webhooks: relay killed before its commit, worker killed before it noted an answer',
    short: true,
    backends: ['redis'],
    async inject(stack) {
      for (const name of KILLS) {
        const doomed = await stack.start('worker', { ...WEBHOOK_ENV, ROSTER_FAILPOINT: name });
        expect(await doomed.ended()).toBeNull();
        await replaceDead(stack);
      }
    },
  },
  {
    name: 'webhooks: two relays, of which one freezes; FLUSHALL; Postgres restarted',
    backends: ['redis'],
    async inject(stack) {
      const [frozen] = stack.workers;
      frozen?.signal('SIGSTOP');
      await delay(FROZEN_MS);
      frozen?.signal('SIGCONT');
      const redis = connectRedis({ url: redisOf(stack).url }, 'worker', silent);
      await every(100, 10, () => redis.flushall());
      redis.disconnect();
      stack.postgres.kill();
      await startPostgres({ dataDir: stack.postgres.dataDir, port: stack.postgres.port });
    },
  },
  {
    name: 'webhooks: sender frozen past its lease, learns of a failure once another has delivered',
    backends: ['redis'],
    async inject(stack, { receiver }) {
      const [sender, other] = stack.workers;
      await other?.stop();
      const failed = await new Promise<ReceivedEvent>((resolve) => {
        receiver.answer = (event, response) => {
          sender?.signal('SIGSTOP');
          receiver.answer = accept;
          answer(500)(event, response);
          resolve(event);
        };
      });
      await replaceDead(stack);
      await receiver.until(() => receiver.accepted.some(({ id }) => id === failed.id));
      const before = receiver.accepted.length;
      sender?.signal('SIGCONT');
      await receiver.until(() => receiver.accepted.length > before);
    },
  },
  {
    name: 'webhooks: receiver hangs, cuts, answers slowly, and answers 200 and dies',
    backends: ['postgres'],
    async inject(_, load) {
      const { receiver } = load;
      const next = async (answer: WebhookReceiver['answer']) => {
        const before = receiver.received.length;
        receiver.answer = answer;
        await receiver.until(() => receiver.received.length > before);
        receiver.answer = accept;
      };
      await next(hang);
      await receiver.until(() => receiver.accepted.at(-1)?.id === receiver.received.at(-1)?.id);
      await next((_, response) => void response.destroy());
      await receiver.until(() => receiver.accepted.at(-1)?.id === receiver.received.at(-1)?.id);
      await next((event, response) => void setTimeout(() => accept(event, response), 2_000));
      await next((event, response) => {
        accept(event, response);
        response.on('finish', () => void receiver.restart());
      });
    },
  },
]);
