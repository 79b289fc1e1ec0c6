import { connectRedis, type RedisConnection } from '@roster/connections';
import { describeWithRedis, type LocalRedisCluster, startRedisCluster } from '@roster/local-stack';
import { otherShards } from './other-shards.js';
import { shardsOf } from './shard.js';
import { queuesOf } from './shard-queue.js';

let cluster: LocalRedisCluster;
let redis: RedisConnection;

beforeAll(async () => {
  cluster = await startRedisCluster({ masters: 3, requireFullCoverage: false });
  redis = connectRedis({ url: cluster.url, mode: 'cluster' }, 'producer', { warn() {} });
  await new Promise((resolve) => redis.once('ready', resolve));
}, 60_000);

afterAll(async () => {
  redis?.disconnect();
  await cluster?.stop();
}, 60_000);

async function find() {
  const { holding, silent } = await otherShards(redis, 3, 'due-or-failed');
  return { holding: holding.map(({ label }) => label), silent: silent.map(({ label }) => label) };
}

describeWithRedis('shards of another number, on a cluster of three masters', () => {
  it('are found within seconds when the node of the first is silent, which is told from being empty', async () => {
    for (const shard of shardsOf(2)) {
      for (const { name } of queuesOf(shard)) {
        await redis.hset(`${shard.keyPrefix}:${name}:meta`, 'version', 'bullmq');
        await redis.zadd(`${shard.keyPrefix}:${name}:failed`, 1, 'job');
      }
    }
    expect(await find()).toEqual({ holding: ['0-of-2', '1-of-2'], silent: [] });
    const [owner] = cluster.masters;
    owner?.freeze();
    try {
      const startedAt = performance.now();
      const { holding, silent } = await find();
      expect(performance.now() - startedAt).toBeLessThan(9_000);
      expect(holding).toEqual(['1-of-2']);
      expect(silent).toEqual(['0-of-1', '0-of-2']);
    } finally {
      owner?.thaw();
    }
  }, 60_000);
});
