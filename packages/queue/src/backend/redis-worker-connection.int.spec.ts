import { describeWithRedis, freePort, startRedis } from '@roster/local-stack';
import { Worker } from 'bullmq';
import { workerQueueOptions } from './queue-backend.js';

/** Long enough for thousands of commands, if nothing slowed them, in milliseconds. */
const WATCHED_MS = 3_000;

describeWithRedis('a worker that Redis refuses', () => {
  it.each([
    ['as it is a replica', async () => ['--replicaof', '127.0.0.1', String(await freePort())], /^READONLY/],
    [
      'as it is a node of a cluster without this slot',
      async () => ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort())],
      /^CLUSTERDOWN/,
    ],
  ])('%s asks about once a second', async (_why, args, refusal) => {
    const redis = await startRedis({ args: await args() });
    const errors: string[] = [];
    const worker = new Worker('refused', async () => undefined, {
      ...workerQueueOptions({ redis: { url: redis.url }, databaseUrl: 'postgres://unused' }),
      runRetryDelay: 1_000,
    });
    const refused = new Promise<void>((resolve) => {
      worker.on('error', ({ message }) => {
        errors.push(message);
        if (refusal.test(message)) resolve();
      });
    });
    await refused;
    await new Promise((resolve) => setTimeout(resolve, WATCHED_MS));
    expect(errors.length).toBeLessThanOrEqual(12);
    await worker.close(true);
    await redis.stop();
  });
});
