import { setTimeout as delay } from 'node:timers/promises';
import { connectRedis } from '@roster/connections';
import {
  type LocalPgBouncer,
  type LocalRedisCluster,
  type LocalSentinel,
  startRedisCluster,
  startSentinel,
} from '@roster/local-stack';
import { openAdds } from './add-load.js';
import { runFaults } from './fault.js';
import { behindPgBouncer, throughPgBouncer } from './pgbouncer.js';
import type { Stack } from './stack.js';

let pgbouncer: LocalPgBouncer;
let cluster: LocalRedisCluster;
let sentinel: LocalSentinel;

/** One API and two workers with the same variables. */
const startWith = (stack: Stack, env: NodeJS.ProcessEnv) =>
  Promise.all((['api', 'worker', 'worker'] as const).map((app) => stack.start(app, env)));

/** The queue's keys share a hash tag, so one master has them all. */
const QUEUE_KEY = '{roster}';

runFaults(openAdds, [
  {
    name: 'PgBouncer in transaction mode, killed and started again',
    needs: 'pgbouncer',
    short: true,
    async arrange(stack) {
      pgbouncer = await behindPgBouncer(stack);
      await startWith(stack, throughPgBouncer(stack, pgbouncer));
    },
    async inject(stack) {
      await pgbouncer.stop();
      await delay(2_000);
      pgbouncer = await behindPgBouncer(stack, pgbouncer.port);
    },
  },
  {
    name: 'PgBouncer in transaction mode, frozen for 20 s',
    needs: 'pgbouncer',
    async arrange(stack) {
      pgbouncer = await behindPgBouncer(stack);
      await startWith(stack, throughPgBouncer(stack, pgbouncer));
    },
    async inject() {
      process.kill(pgbouncer.pid, 'SIGSTOP');
      await delay(20_000);
      process.kill(pgbouncer.pid, 'SIGCONT');
    },
  },
  {
    name: 'Redis Cluster entered by another node, and its owner of the queue killed',
    short: true,
    backends: ['redis'],
    async arrange(stack) {
      cluster = await startRedisCluster({ masters: 3, replicas: 1 });
      stack.keep({ close: () => cluster.stop() });
      const owner = await cluster.ownerOf(QUEUE_KEY);
      const other = cluster.masters.find(({ port }) => port !== owner.port);
      await startWith(stack, { REDIS_URL: other?.url, REDIS_MODE: 'cluster' });
    },
    async inject() {
      const owner = await cluster.ownerOf(QUEUE_KEY);
      await owner.kill();
      while ((await cluster.ownerOf(QUEUE_KEY).catch(() => owner)).port === owner.port) await delay(100);
    },
  },
  {
    name: 'Redis Sentinel, and the master killed',
    backends: ['redis'],
    async arrange(stack) {
      sentinel = await startSentinel({ replicas: 1, sentinels: 3 });
      stack.keep({ close: () => sentinel.stop() });
      await startWith(stack, {
        REDIS_URL: sentinel.url,
        REDIS_MODE: 'sentinel',
        REDIS_SENTINEL_MASTER: sentinel.master,
      });
    },
    async inject() {
      const master = await sentinel.current();
      await master.kill();
      await sentinel.replaced(master);
    },
  },
  {
    name: 'Redis demoted to a replica and promoted again',
    backends: ['redis'],
    async inject(stack) {
      const redis = connectRedis({ url: stack.redis?.url ?? '' }, 'worker', { warn: () => undefined });
      await redis.call('REPLICAOF', '127.0.0.1', '1');
      await delay(6_000);
      await redis.call('REPLICAOF', 'NO', 'ONE');
      redis.disconnect();
    },
  },
]);
