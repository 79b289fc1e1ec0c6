import { once } from 'node:events';
import { join } from 'node:path';
import { migrate } from '@roster/database';
import {
  describeWithPgBouncer,
  type LocalPgBouncer,
  type LocalPostgres,
  startPgBouncer,
  startTestPostgres,
} from '@roster/local-stack';
import { forkWorker, untilReady } from './worker.fixture.js';

const INI = join(import.meta.dirname, '..', '..', '..', 'deploy', 'pgbouncer', 'pgbouncer.ini');

/** Null when the worker starts, and is stopped again; else its exit code and error output. */
async function tryStart(env: NodeJS.ProcessEnv) {
  const worker = forkWorker(env);
  const exited = once(worker, 'exit');
  const ended = await untilReady(worker);
  worker.kill('SIGTERM');
  await exited;
  return ended;
}

describeWithPgBouncer('a worker behind a transaction pooler', () => {
  let postgres: LocalPostgres;
  let pooler: LocalPgBouncer;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    pooler = await startPgBouncer({ target: postgres.url, ini: INI });
  }, 60_000);
  afterAll(async () => {
    await pooler.stop();
    await postgres.stop();
  });

  it('does not start before the role has its limits, and says how it gets them', async () => {
    const ended = await tryStart({ DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: postgres.url });
    expect(ended?.code).toBe(78);
    expect(ended?.said).toMatch(/statement_timeout is 0 ms.*npm run roster -- migrate.*ALTER ROLE roster/s);
  }, 60_000);

  it('needs DATABASE_DIRECT_URL for a queue on Postgres, and starts with it', async () => {
    await migrate(postgres.url);
    const fresh = await startPgBouncer({ target: postgres.url, ini: INI });
    const ended = await tryStart({ DATABASE_URL: fresh.url });
    expect(ended?.code).toBe(78);
    expect(ended?.said).toContain('set DATABASE_DIRECT_URL to the address of the server itself');
    expect(await tryStart({ DATABASE_URL: fresh.url, DATABASE_DIRECT_URL: postgres.url })).toBeNull();
    await fresh.stop();
  }, 120_000);
});
