import { setTimeout as delay } from 'node:timers/promises';
import { type LocalRedisCluster, startRedisCluster } from '@roster/local-stack';
import { queuesIn } from '@roster/queue';
import { type Fault, runFaults } from './fault.js';
import { LOST_SHARD, SHARDS, ShardedAdds } from './sharded-adds.js';

/** Longer than the cluster takes to notice, 2 s, and than callers wait, in milliseconds. */
const DOWN_MS = 8_000;

/** A cluster of as many masters as shards, of which each has one, and processes that know it. */
function onCluster(
  name: string,
  form: { replicas?: number; appendOnly?: boolean },
  damage: (cluster: LocalRedisCluster, load: ShardedAdds) => Promise<unknown>,
): Fault<ShardedAdds> {
  let cluster: LocalRedisCluster;
  return {
    name: `Redis Cluster with a shard on each of three masters: ${name}`,
    backends: ['redis'],
    async arrange(stack) {
      cluster = await startRedisCluster({ masters: SHARDS, requireFullCoverage: false, ...form });
      stack.keep({ close: () => cluster.stop() });
      const env = { REDIS_URL: cluster.url, REDIS_MODE: 'cluster', QUEUE_SHARDS: String(SHARDS) };
      await Promise.all((['api', 'worker', 'worker'] as const).map((app) => stack.start(app, env)));
    },
    async inject(_, load) {
      await damage(cluster, load);
      expect(load.heldUp('lost')).toBeGreaterThan(0);
    },
  };
}

/** A key of the shard that is lost. */
function keyOfLostShard({ url }: LocalRedisCluster): string {
  const lost = queuesIn({ url, queueShards: SHARDS }).find(({ shard }) => shard.index === LOST_SHARD);
  return String(lost?.shard.keyPrefix);
}

runFaults(ShardedAdds.open, [
  onCluster('a master killed and its replica promoted', { replicas: 1 }, async (cluster) => {
    const key = keyOfLostShard(cluster);
    const owner = await cluster.ownerOf(key);
    await owner.kill();
    while ((await cluster.ownerOf(key).catch(() => owner)).port === owner.port) await delay(100);
  }),
  onCluster('a master killed and started again from its append-only file', { appendOnly: true }, async (cluster) => {
    const owner = await cluster.ownerOf(keyOfLostShard(cluster));
    await owner.kill();
    await delay(DOWN_MS);
    await cluster.restart(owner);
  }),
]);
