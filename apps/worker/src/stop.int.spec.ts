import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createDataSource, migrate } from '@roster/database';
import {
  describeWithRedis,
  type LocalPostgres,
  type LocalRedis,
  startRedis,
  startTestPostgres,
} from '@roster/local-stack';

/** As a process of its own, as what is tried is how it ends. */
function startWorker(env: NodeJS.ProcessEnv): ChildProcess {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return fork(join(import.meta.dirname, '..', 'dist', 'main.js'), {
    env: { ...inherited, HEALTH_PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

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
    worker = startWorker({ DATABASE_URL: postgres.url, REDIS_URL: redis.url });
    await once(worker, 'message');
    await redis.kill();
    await postgres.kill();
    const { code, seconds } = await stop(worker);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(25);
  }, 60_000);

  it('ends cleanly when it still waits for a Redis that was never there', async () => {
    await redis.kill();
    worker = startWorker({ DATABASE_URL: postgres.url, REDIS_URL: redis.url });
    // Its health is served before it is ready; it has come so far when its sample is written.
    const database = await createDataSource(postgres.url).initialize();
    while ((await database.query('SELECT FROM process_samples')).length === 0);
    await database.destroy();
    const { code, seconds } = await stop(worker);
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(25);
  }, 60_000);
});
