import { setImmediate } from 'node:timers/promises';
import { type LocalPostgres, startTestPostgres, startTestStandby, type TestStandby } from '@roster/local-stack';
import { type PostgresConnection, Queue, Worker } from 'bullmq';
import pg from 'pg';
import { JobLoop } from '../worker/job-loop.js';
import { producerQueueOptions, workerQueueOptions } from './queue-backend.js';
import { createQueueSchema } from './queue-schema.fixture.js';

let first: LocalPostgres;
let second: TestStandby;
beforeAll(async () => {
  first = await startTestPostgres({ durable: true });
  second = await startTestStandby(first, { synchronous: true });
  await createQueueSchema(first.url);
}, 60_000);
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

it('a job in Postgres does not wait for the disk, and its statements are prepared', async () => {
  const queue = new Queue('settings', producerQueueOptions({ databaseUrl: first.url }, null));
  try {
    await queue.add('one', {});
    await queue.add('two', {});
    const { pool } = connectionOf(queue);
    expect((await pool.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'off' }]);
    const statements =
      'SELECT generic_plans + custom_plans AS calls FROM pg_prepared_statements WHERE statement LIKE $1';
    const { rows } = await pool.query(statements, ['%add_job(%']);
    expect(rows).toEqual([{ calls: '2' }]);
  } finally {
    await queue.close();
  }
});

it('completed jobs of a queue in Postgres are trimmed', async () => {
  const done: string[] = [];
  const queue = new Queue('trimmed', producerQueueOptions({ databaseUrl: first.url }, null));
  const worker = new Worker(
    'trimmed',
    async ({ name }) => void done.push(name),
    workerQueueOptions({ databaseUrl: first.url }),
  );
  try {
    const jobs = Array.from({ length: 200 }, () => ({
      name: 'one',
      data: {},
      opts: { removeOnComplete: { count: 10 } },
    }));
    await queue.addBulk(jobs);
    await until(async () => done.length === 200 && (await queue.getActiveCount()) === 0);
    const kept = await queue.getCompletedCount();
    expect(kept).toBeGreaterThanOrEqual(10);
    expect(kept).toBeLessThan(10 + 2 * 64);
  } finally {
    await worker.close();
    await queue.close();
  }
});

it('a prepared statement goes on when a migration adds a column to the jobs', async () => {
  const queue = new Queue('migrated', producerQueueOptions({ databaseUrl: first.url }, null));
  const owner = new pg.Client(first.url);
  await owner.connect();
  try {
    await queue.add('one', {});
    expect(await queue.getWaiting()).toMatchObject([{ name: 'one' }]);
    await owner.query('ALTER TABLE bullmq.job ADD COLUMN added_later text');
    expect(await queue.getWaiting()).toMatchObject([{ name: 'one' }]);
  } finally {
    await owner.end();
    await queue.close();
  }
});

it('a queue in a Postgres pair goes on after a failover, and its worker hears of new jobs', async () => {
  const { username, password } = new URL(first.url);
  const databaseUrl = `postgres://${username}:${password}@127.0.0.1:${second.port},127.0.0.1:${first.port}/postgres?target_session_attrs=read-write`;
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

function connectionOf(queue: Queue): PostgresConnection {
  return (queue.getBackend() as unknown as { connection: PostgresConnection }).connection;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await holds()); await setImmediate())
    if (Date.now() > deadline) throw new Error('It did not come to hold within 20 s.');
}
