import { join } from 'node:path';
import { migrate } from '@roster/database';
import {
  describeWithPgBouncer,
  type LocalPgBouncer,
  type LocalPostgres,
  runningUrlOf,
  startPgBouncer,
  startTestPostgres,
} from '@roster/local-stack';
import { AppProcess } from '@roster/testing';

const INI = join(import.meta.dirname, '..', '..', '..', 'deploy', 'pgbouncer', 'pgbouncer.ini');

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
    const env = { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: postgres.url };
    await expect(AppProcess.start('worker', env)).rejects.toMatchObject({
      code: 78,
      output: expect.stringMatching(/statement_timeout is 0 ms.*npm run roster -- migrate.*ALTER ROLE roster/s),
    });
  }, 60_000);

  it('needs DATABASE_DIRECT_URL for a queue on Postgres, and starts with it', async () => {
    const url = runningUrlOf(postgres.url);
    await migrate(postgres.url, url);
    const fresh = await startPgBouncer({ target: url, ini: INI });
    await expect(AppProcess.start('worker', { DATABASE_URL: fresh.url })).rejects.toMatchObject({
      code: 78,
      output: expect.stringContaining('set DATABASE_DIRECT_URL to the address of the server itself'),
    });
    const worker = await AppProcess.start('worker', { DATABASE_URL: fresh.url, DATABASE_DIRECT_URL: url });
    expect(await worker.stop()).toBe(0);
    await fresh.stop();
  }, 120_000);
});
