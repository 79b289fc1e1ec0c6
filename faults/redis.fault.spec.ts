import { setTimeout as delay } from 'node:timers/promises';
import { connectRedis } from '@roster/connections';
import type { TcpProxy } from '@roster/local-stack';
import { openAdds } from './add-load.js';
import { OUTAGE_MS, redisOf, restartRedisEmpty, silentFor } from './damage.js';
import { every, type Fault, runFaults } from './fault.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

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

runFaults(openAdds, [
  {
    name: 'FLUSHALL under load',
    short: true,
    backends: ['redis'],
    async inject(stack) {
      const redis = connectRedis({ url: redisOf(stack).url }, 'worker', silent);
      await every(200, 10, () => redis.flushall());
      redis.disconnect();
    },
  },
  {
    name: 'Redis killed with AOF off, and started empty',
    backends: ['redis'],
    inject: restartRedisEmpty,
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
  onTheWay('Redis accepts connections and does not answer for 6 s', (proxy) => silentFor(proxy, 6_000)),
  onTheWay('Redis accepts connections and does not answer for 30 s', (proxy) => silentFor(proxy, 30_000)),
  onTheWay('connections to Redis are reset in a loop', (proxy) => every(250, 16, async () => proxy.reset())),
  onTheWay('all replies are dropped', async (proxy) => {
    proxy.rule = (chunk, fromServer) => (fromServer && chunk.includes('\r\nmessage\r\n') ? null : chunk);
    await delay(OUTAGE_MS);
    proxy.heal();
  }),
]);
