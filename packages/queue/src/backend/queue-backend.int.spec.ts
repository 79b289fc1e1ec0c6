import { setImmediate } from 'node:timers/promises';
import { type LocalPostgres, startTestPostgres, startTestStandby, type TestStandby } from '@roster/local-stack';
import { Queue, Worker } from 'bullmq';
import { JobLoop } from '../worker/job-loop.js';
import { producerQueueOptions, workerQueueOptions } from './queue-backend.js';
import { createQueueSchema } from './queue-schema.fixture.js';

let first: LocalPostgres;
let second: TestStandby;
beforeAll(async () => {
  first = await startTestPostgres({ durable: true });
  second = await startTestStandby(first, { synchronous: true });
}, 60_000);
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

it('a queue in a Postgres pair goes on after a failover, and its worker hears of new jobs', async () => {
  const { username, password } = new URL(first.url);
  const databaseUrl = `postgres://${username}:${password}@127.0.0.1:${second.port},127.0.0.1:${first.port}/postgres?target_session_attrs=read-write`;
  await createQueueSchema(first.url);
  const done: string[] = [];
  const queue = new Queue('pair', producerQueueOptions({ databaseUrl }, null));
  const worker = new Worker('pair', async ({ name }) => void done.push(name), {
    ...workerQueueOptions({ databaseUrl }),
    // BullMQ's own is 15 s: so long a worker rests after an error.
    runRetryDelay: 1_000,
    // Longer than this test waits: only a notification can bring a job to a worker that is idle.
    drainDelay: 60,
  });
  const loop = new JobLoop({ info() {}, warn() {}, error() {} });
  loop.watch(worker);
  queue.on('error', () => undefined);
  worker.on('error', () => undefined);
  try {
    await queue.add('before', {});
    await until(() => done.includes('before'));
    first.kill();
    await second.promote();
    while ((await queue.add('after', {}).catch(() => undefined)) === undefined) await setImmediate();
    await until(() => done.includes('after'));

    await queue.add('heard', {});
    await until(() => done.includes('heard'));
  } finally {
    loop.close();
    await worker.close();
    await queue.close();
  }
}, 60_000);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await holds()); await setImmediate())
    if (Date.now() > deadline) throw new Error('It did not come to hold within 20 s.');
}
