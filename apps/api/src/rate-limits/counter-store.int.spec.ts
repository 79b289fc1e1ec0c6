import { randomBytes } from 'node:crypto';
import { type LocalRedisCluster, startRedisCluster } from '@roster/local-stack';
import { createLogger } from '@roster/runtime';
import { openTestDatabase, type TestDatabase } from '@roster/testing';
import { type CounterStore, postgresCounters, redisCounters } from './counter-store.js';

const redisUrl = process.env.ROSTER_TEST_REDIS_URL;
const logger = createLogger({ name: 'test', level: 'silent' });

let database: TestDatabase;
let cluster: LocalRedisCluster | undefined;
beforeAll(async () => {
  if (redisUrl) cluster = await startRedisCluster({ masters: 3 });
  database = await openTestDatabase();
});
afterAll(async () => {
  await cluster?.stop();
  await database.close();
});

const stores: [string, () => CounterStore, typeof it | typeof it.skip][] = [
  ['Postgres', () => postgresCounters(database.dataSource), it],
  [
    redisUrl ? 'Redis' : 'Redis (no redis-server)',
    () => redisCounters({ url: String(redisUrl) }, logger),
    redisUrl ? it : it.skip,
  ],
  [
    redisUrl ? 'A Redis cluster' : 'A Redis cluster (no redis-server)',
    () => redisCounters({ url: String(cluster?.url), mode: 'cluster' }, logger),
    redisUrl ? it : it.skip,
  ],
];

for (const [backend, open, test] of stores) {
  test(`${backend} adds up what two nodes report at once, in one window`, async () => {
    const [one, two] = [open(), open()];
    const key = randomBytes(6).toString('hex');
    // Connections to Redis are made in the background. The first answer shows that they are ready.
    for (const store of [one, two]) await firstAnswer(() => store.add(`${key}-other`, 1));
    const counts = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two).add(key, 3)));
    expect(counts.map(({ consumed }) => consumed).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => 3 * (index + 1)),
    );
    for (const { msLeft } of counts) expect(msLeft).toBeGreaterThan(50_000);
    for (const { msLeft } of counts) expect(msLeft).toBeLessThanOrEqual(60_000);
    await Promise.all([one.close(), two.close()]);
  });
}

async function firstAnswer(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await ask();
      return;
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
