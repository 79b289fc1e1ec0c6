import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { migrate } from '@roster/database';
import {
  describeWithPgBouncer,
  type LocalPgBouncer,
  type LocalPostgres,
  startPgBouncer,
  startTestPostgres,
} from '@roster/local-stack';

const INI = join(import.meta.dirname, '..', '..', '..', 'deploy', 'pgbouncer', 'pgbouncer.ini');

/** The worker as it ships: its exit code and what it said, or null once it is ready; then it is stopped. */
async function startWorker(env: NodeJS.ProcessEnv): Promise<{ code: number; said: string } | null> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const worker = fork(join(import.meta.dirname, '..', 'dist', 'main.js'), {
    env: { ...inherited, REDIS_URL: '', HEALTH_PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const said = text(worker.stderr ?? Readable.from([]));
  const exited = once(worker, 'exit');
  const ready = await Promise.race([once(worker, 'message').then(() => true), exited.then(() => false)]);
  if (ready) worker.kill('SIGTERM');
  const [code] = await exited;
  return ready ? null : { code, said: await said };
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
    const ended = await startWorker({ DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: postgres.url });
    expect(ended?.code).toBe(78);
    expect(ended?.said).toMatch(/statement_timeout is 0 ms.*npm run roster -- migrate.*ALTER ROLE roster/s);
  }, 60_000);

  it('needs DATABASE_DIRECT_URL for a queue on Postgres, and starts with it', async () => {
    await migrate(postgres.url);
    const fresh = await startPgBouncer({ target: postgres.url, ini: INI });
    const ended = await startWorker({ DATABASE_URL: fresh.url });
    expect(ended?.code).toBe(78);
    expect(ended?.said).toContain('set DATABASE_DIRECT_URL to the address of the server itself');
    expect(await startWorker({ DATABASE_URL: fresh.url, DATABASE_DIRECT_URL: postgres.url })).toBeNull();
    await fresh.stop();
  }, 120_000);
});
