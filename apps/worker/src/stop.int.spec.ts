import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { BulkRepository, createDataSource, migrate, seedDemo } from '@roster/database';
import { bulkAddSchema, newOperationId, userIdSchema } from '@roster/domain';
import {
  describeWithRedis,
  type LocalPostgres,
  type LocalRedis,
  startRedis,
  startTestPostgres,
} from '@roster/local-stack';
import { openBulkQueue } from '@roster/queue';
import { forkWorker, untilReady } from './worker.fixture.js';

const silent = { info() {}, warn() {}, error() {} };

/** Its exit code, and how long it took in seconds. */
async function stop(worker: ChildProcess): Promise<{ code: number; seconds: number }> {
  const began = performance.now();
  const exited = once(worker, 'exit');
  worker.kill('SIGTERM');
  const [code] = await exited;
  return { code, seconds: (performance.now() - began) / 1_000 };
}

describeWithRedis('a worker that is to stop', () => {
  let postgres: LocalPostgres;
  let redis: LocalRedis;
  let worker: ChildProcess | undefined;

  beforeEach(async () => {
    postgres = await startTestPostgres();
    redis = await startRedis();
    await migrate(postgres.url);
  }, 60_000);

  afterEach(async () => {
    worker?.kill('SIGKILL');
    await redis.stop();
    await postgres.stop();
  });

  it('ends cleanly and in time when Redis and Postgres are both gone', async () => {
    worker = forkWorker({ DATABASE_URL: postgres.url, REDIS_URL: redis.url });
    expect(await untilReady(worker)).toBeNull();
    await redis.kill();
    await postgres.kill();
    const { code, seconds } = await stop(worker);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(25);
  }, 60_000);

  it('ends cleanly when it still waits for a Redis that was never there', async () => {
    await redis.kill();
    worker = forkWorker({ DATABASE_URL: postgres.url, REDIS_URL: redis.url });
    // Its health is served before it is ready; it has come so far when its sample is written.
    const database = await createDataSource(postgres.url).initialize();
    while ((await database.query('SELECT FROM process_samples')).length === 0);
    await database.destroy();
    const { code, seconds } = await stop(worker);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(25);
  }, 60_000);

  it('gives a bulk that it has not finished back to the queue, and another worker finishes it', async () => {
    const { organizationId, departmentId } = await seedDemo(postgres.url);
    const dataSource = await createDataSource(postgres.url).initialize();
    const queue = await openBulkQueue({ databaseUrl: postgres.url, redis: { url: redis.url } }, silent);
    try {
      const bulks = [1, 2].map(() =>
        bulkAddSchema.parse({
          operationId: newOperationId(),
          kind: 'member.bulk_add',
          mode: 'partial',
          organizationId,
          departmentId,
          actor: { type: 'api_key', id: 'key_test' },
          channel: 'bulk',
          traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
          requestHash: null,
          submittedAt: new Date().toISOString(),
        }),
      );
      const items = [{ line: null, userId: userIdSchema.parse('usr_def456'), email: null }];
      for (const bulk of bulks) await new BulkRepository(dataSource).create(bulk, items);
      // Only the queue is to bring them.
      await dataSource.query(`UPDATE operations SET relay_at = now() + interval '1 hour'`);
      const holding = dataSource.createQueryRunner();
      await holding.startTransaction();
      await holding.query('SELECT FROM operations WHERE id = $1 FOR UPDATE', [bulks[0]?.operationId]);
      for (const bulk of bulks) await queue.enqueue(bulk);
      worker = forkWorker({ DATABASE_URL: postgres.url, REDIS_URL: redis.url });
      expect(await untilReady(worker)).toBeNull();
      const waiting = `SELECT FROM pg_stat_activity WHERE application_name = 'roster-worker' AND wait_event_type = 'Lock'`;
      while ((await dataSource.query(waiting)).length === 0) await new Promise(setImmediate);

      const stopped = stop(worker);
      await holding.rollbackTransaction();
      await holding.release();
      expect((await stopped).code).toBe(0);

      worker = forkWorker({ DATABASE_URL: postgres.url, REDIS_URL: redis.url });
      const open = `SELECT FROM operations WHERE state = 'accepted'`;
      while ((await dataSource.query(open)).length > 0) await new Promise(setImmediate);
      const rows = await dataSource.query('SELECT state, relays, items_added FROM operations ORDER BY items_added');
      expect(rows).toEqual([0, 1].map((items_added) => ({ state: 'done', relays: 0, items_added })));
    } finally {
      await queue.close();
      await dataSource.destroy();
    }
  }, 60_000);
});
