import { BulkRepository, createDataSource, migrate, seedDemo } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import {
  bulkAdd,
  describeWithRedis,
  type LocalPostgres,
  type LocalRedis,
  runningUrlOf,
  startRedis,
  startTestPostgres,
} from '@roster/local-stack';
import { openBulkQueue } from '@roster/queue';
import { AppProcess } from '@roster/testing';

const silent = { info() {}, warn() {}, error() {} };

describeWithRedis('a worker that is to stop', () => {
  let postgres: LocalPostgres;
  let redis: LocalRedis;
  let worker: AppProcess | undefined;

  const environment = () => ({ DATABASE_URL: runningUrlOf(postgres.url), REDIS_URL: redis.url });

  beforeEach(async () => {
    postgres = await startTestPostgres();
    redis = await startRedis();
    await migrate(postgres.url, runningUrlOf(postgres.url));
  }, 60_000);

  afterEach(async () => {
    await worker?.stop('SIGKILL');
    await redis.stop();
    await postgres.stop();
  });

  it('ends cleanly and in time when Redis and Postgres are both gone', async () => {
    worker = await AppProcess.start('worker', environment());
    await redis.kill();
    await postgres.kill();
    // A worker that takes longer than runProcess allows exits with 1.
    expect(await worker.stop()).toBe(0);
  }, 60_000);

  it('ends cleanly when it still waits for a Redis that was never there', async () => {
    await redis.kill();
    worker = new AppProcess('worker', environment());
    // Its health is served before it is ready; it has come so far when its sample is written.
    const database = await createDataSource(postgres.url).initialize();
    while ((await database.query('SELECT FROM process_samples')).length === 0);
    await database.destroy();
    // A worker that takes longer than runProcess allows exits with 1.
    expect(await worker.stop()).toBe(0);
  }, 60_000);

  it('gives a bulk that it has not finished back to the queue, and another worker finishes it', async () => {
    await seedDemo(postgres.url);
    const dataSource = await createDataSource(postgres.url).initialize();
    const queue = await openBulkQueue({ databaseUrl: postgres.url, redis: { url: redis.url } }, silent);
    try {
      const bulks = [bulkAdd(), bulkAdd()];
      const items = [{ line: null, userId: userIdSchema.parse('usr_def456'), email: null }];
      for (const bulk of bulks) await new BulkRepository(dataSource).create(bulk, items);
      // Only the queue is to bring them.
      await dataSource.query(`UPDATE operations SET relay_at = now() + interval '1 hour'`);
      const holding = dataSource.createQueryRunner();
      await holding.startTransaction();
      await holding.query('SELECT FROM operations WHERE id = $1 FOR UPDATE', [bulks[0]?.operationId]);
      for (const bulk of bulks) await queue.enqueue(bulk);
      worker = await AppProcess.start('worker', environment());
      const waiting = `SELECT FROM pg_stat_activity WHERE application_name = 'roster-worker' AND wait_event_type = 'Lock'`;
      while ((await dataSource.query(waiting)).length === 0) await new Promise(setImmediate);

      const stopped = worker.stop();
      await holding.rollbackTransaction();
      await holding.release();
      expect(await stopped).toBe(0);

      worker = await AppProcess.start('worker', environment());
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
