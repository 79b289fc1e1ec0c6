import { createDataSource } from '@roster/database';
import type { MembershipCommand, MembershipOutcome } from '@roster/domain';
import { announceReady, createLogger, runMain, runProcess } from '@roster/runtime';
import { Worker } from 'bullmq';
import { addDirectly } from './add-directly.js';
import { USUAL_QUEUE, usualConnection } from './usual-queue.js';

const CONCURRENCY = 64;

await runMain(async () => {
  const logger = createLogger({ name: 'bench-worker', level: 'error' });
  const dataSource = await createDataSource(process.env.DATABASE_URL ?? '').initialize();
  const worker = new Worker<MembershipCommand, MembershipOutcome>(
    USUAL_QUEUE,
    ({ data }) => addDirectly(dataSource, data),
    { connection: usualConnection(), concurrency: CONCURRENCY },
  );
  worker.on('error', (err) => logger.error({ err }, 'queue connection'));
  await runProcess({
    name: 'bench-worker',
    logger,
    async start() {
      await worker.waitUntilReady();
      announceReady();
    },
    async stop() {
      await worker.close();
      await dataSource.destroy();
    },
  });
});
