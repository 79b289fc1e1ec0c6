import { describeWithRedis } from '@roster/local-stack';
import { BULK_QUEUE, MEMBERSHIP_QUEUE, WEBHOOK_QUEUE } from '@roster/queue';
import { AppProcess, openTestDatabase, type TestDatabase } from '@roster/testing';

const POOL_SIZE = 3;
const REQUESTS = 60;
/** Two pools of two and six of four, as documented. */
const API_QUEUE = 4;
const WORKER_QUEUE = 24;

type Counts = Record<string, number>;

/** Tests the shipped processes against the numbers in docs/configuration.md. */
describeWithRedis('connections to Postgres of an API and a worker under load', (redisUrl) => {
  const processes: AppProcess[] = [];
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase({ poolSize: 1, applicationName: 'test' });
  }, 120_000);

  afterEach(async () => {
    for (const app of processes.splice(0)) await app.stop();
    await database.close();
  }, 120_000);

  async function start(app: 'api' | 'worker', env: NodeJS.ProcessEnv): Promise<string> {
    const own = { DATABASE_URL: database.url, DATABASE_POOL_SIZE: String(POOL_SIZE) };
    const started = await AppProcess.start(app, { ...own, ...env });
    processes.push(started);
    return started.url;
  }

  async function count(): Promise<Counts> {
    const rows: { name: string; connections: number }[] = await database.dataSource.query(
      `SELECT application_name AS name, count(*)::int AS connections FROM pg_stat_activity
       WHERE datname = current_database() AND application_name <> 'test' AND backend_type = 'client backend'
       GROUP BY 1`,
    );
    return Object.fromEntries(rows.map((row) => [row.name, row.connections]));
  }

  /** The most connections of each kind at the same time, during requests of all kinds. */
  async function peakUnderLoad(api: string): Promise<Counts> {
    const members = `${api}/v1/organizations/${database.demo.organizationId}/departments/dept_abc123/members`;
    const headers = { authorization: `Bearer ${database.demo.token}`, 'content-type': 'application/json' };
    const add = (n: number) =>
      fetch(members, {
        method: 'POST',
        headers: n % 3 === 0 ? { ...headers, prefer: 'respond-async' } : headers,
        body: JSON.stringify({ user_id: `usr_demo${String((n % 40) + 1).padStart(3, '0')}` }),
      });
    const peak: Counts = {};
    let running = true;
    const load = Promise.all(
      Array.from({ length: REQUESTS }, async (_, n) => {
        const answer = await (n % 2 === 0 ? add(n) : fetch(members, { headers }));
        // 503: on a busy machine the second may pass in which an answer to respond-async is due.
        expect([200, 201, 202, 409, 503]).toContain(answer.status);
      }),
    ).finally(() => {
      running = false;
    });
    do {
      for (const [kind, connections] of Object.entries(await count()))
        peak[kind] = Math.max(peak[kind] ?? 0, connections);
    } while (running);
    await load;
    return peak;
  }

  /** The API has a pool for reads as well. A pool need not be full at the time of a count. */
  function expectPools(peak: Counts): void {
    expect(peak['roster-api']).toBeGreaterThan(POOL_SIZE);
    expect(peak['roster-api']).toBeLessThanOrEqual(2 * POOL_SIZE);
    expect(peak['roster-worker']).toBeLessThanOrEqual(POOL_SIZE);
  }

  it('are only the pools when the queue is on Redis', async () => {
    const env = { REDIS_URL: `${redisUrl}/6` };
    await start('worker', env);
    const peak = await peakUnderLoad(await start('api', env));
    expect(peak).toEqual({ 'roster-api': expect.any(Number), 'roster-worker': expect.any(Number) });
    expectPools(peak);
  }, 120_000);

  it('include those of replies and of the queue when that is on Postgres', async () => {
    await start('worker', { REDIS_URL: '' });
    const peak = await peakUnderLoad(await start('api', { REDIS_URL: '' }));
    expect(peak).toEqual({
      'roster-api': expect.any(Number),
      'roster-worker': expect.any(Number),
      // The API listens and sends heartbeats; the worker publishes.
      'roster-replies': 3,
      // The pools of BullMQ of both processes.
      'roster-queue': expect.any(Number),
      // Where BullMQ listens for jobs, by queue name.
      [MEMBERSHIP_QUEUE]: 1,
      [BULK_QUEUE]: 1,
      [WEBHOOK_QUEUE]: 1,
    });
    expectPools(peak);
    expect(peak['roster-queue']).toBeLessThanOrEqual(API_QUEUE + WORKER_QUEUE);
  }, 120_000);
});
