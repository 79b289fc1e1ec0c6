import { setTimeout as delay } from 'node:timers/promises';
import { startRedis } from '@roster/local-stack';
import { connectRedis } from '@roster/queue';
import { every, type Fault, runFaults } from './fault.js';
import type { Stack } from './stack.js';
import type { TcpProxy } from './tcp-proxy.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const OUTAGE_MS = 4_000;

/** A fault of the network between Roster and Redis, and of nothing else. */
function onTheWay(name: string, damage: (proxy: TcpProxy) => Promise<unknown>, short = false): Fault {
  let proxy: TcpProxy;
  return {
    name,
    short,
    backends: ['redis'],
    async arrange(stack) {
      proxy = await stack.proxyTo(redisOf(stack).port);
      const env = { REDIS_URL: proxy.route(redisOf(stack).url) };
      await Promise.all([stack.start('api', env), stack.start('worker', env), stack.start('worker', env)]);
    },
    inject: () => damage(proxy),
  };
}

function redisOf(stack: Stack) {
  if (!stack.redis) throw new Error('This fault needs Redis');
  return stack.redis;
}

runFaults([
  {
    name: 'FLUSHALL under load',
    short: true,
    backends: ['redis'],
    async inject(stack) {
      const redis = connectRedis(redisOf(stack).url, 'worker', silent);
      await every(200, 10, () => redis.flushall());
      redis.disconnect();
    },
  },
  {
    name: 'Redis killed with AOF off, and started empty',
    backends: ['redis'],
    async inject(stack) {
      const { port } = redisOf(stack);
      await redisOf(stack).kill();
      await delay(OUTAGE_MS);
      const fresh = await startRedis({ port });
      Object.assign(redisOf(stack), { stop: () => fresh.stop() });
    },
  },
  onTheWay(
    'Redis refuses connections',
    async (proxy) => {
      proxy.refuse();
      await delay(OUTAGE_MS);
      proxy.heal();
    },
    true,
  ),
  onTheWay('Redis swallows everything', async (proxy) => {
    proxy.blackhole();
    await delay(OUTAGE_MS);
    proxy.heal();
  }),
  onTheWay('connections to Redis are reset in a loop', (proxy) => every(250, 16, async () => proxy.reset())),
  onTheWay('all replies are dropped', async (proxy) => {
    proxy.rule = (chunk, fromServer) => (fromServer && chunk.includes('\r\nmessage\r\n') ? null : chunk);
    await delay(OUTAGE_MS);
    proxy.heal();
  }),
]);
