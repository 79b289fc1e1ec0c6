import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { checkPostgres, databaseChecks } from '@roster/database';
import { JobConsumers, MEMBERSHIP_QUEUE, type OpenQueue, shardChecks } from '@roster/queue';
import { HealthMonitor, serve } from '@roster/runtime';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { readConfig } from './config.js';
import { QueueReachability } from './queue-reachability.js';
import { QUEUES } from './tokens.js';
import { WorkerModule } from './worker.module.js';

await serve({
  kind: 'worker',
  readConfig,
  checkDatabase: checkPostgres,
  async open({ config, logger, telemetry, stopping }) {
    const app = await NestFactory.createApplicationContext(WorkerModule.register(config, logger, telemetry), {
      logger: ['error', 'warn'],
    });
    const consumers = app.get(JobConsumers);
    const queues = app.get<readonly OpenQueue[]>(QUEUES);
    const monitor = new HealthMonitor(
      [...databaseChecks(app.get(DataSource)), ...queueChecks(queues), ...consumers.checks],
      logger,
    );
    return {
      monitor,
      async serve() {
        // Without Redis this takes until it is back: a request to stop is answered meanwhile.
        const stopped = new Promise((resolve) => stopping.addEventListener('abort', resolve));
        await Promise.race([consumers.waitUntilReady(), stopped]);
        return { backend: config.redis ? 'redis' : 'postgres' };
      },
      async close() {
        const closed = new AbortController();
        const closing = app.close().finally(() => closed.abort());
        const lost = app.get(QueueReachability).lost(closed.signal);
        // Only the first one to settle counts. The other may reject later.
        closing.catch(() => undefined);
        lost.catch(() => undefined);
        await Promise.race([closing, lost]);
      },
    };
  },
});

/** The queues of a shard are on the same server, so that checking one of them is enough. */
function queueChecks(queues: readonly OpenQueue[]) {
  const membership = queues.filter(({ opened }) => opened.queue === MEMBERSHIP_QUEUE);
  const check = (queue: Queue) => async () => void (await queue.getWaitingCount());
  return shardChecks('queue', new Map(membership.map(({ opened, queue }) => [opened.shard.label, check(queue)])));
}
