import { setTimeout as delay } from 'node:timers/promises';
import type { TcpProxy } from '@roster/local-stack';
import { startPostgres } from '@roster/local-stack';
import { openAdds } from './add-load.js';
import { silentFor, terminateConnections } from './damage.js';
import { runFaults } from './fault.js';
import type { Stack } from './stack.js';

let proxy: TcpProxy;

/** All processes reach Postgres over `proxy`. */
async function overProxy(stack: Stack): Promise<void> {
  proxy = await stack.proxyTo(stack.postgres.port);
  const env = { DATABASE_URL: proxy.route(stack.url) };
  await Promise.all([stack.start('api', env), stack.start('worker', env), stack.start('worker', env)]);
}

runFaults(openAdds, [
  {
    name: 'COMMIT sent and the answer cut',
    short: true,
    async arrange(stack) {
      proxy = await stack.proxyTo(stack.postgres.port);
      const env = { DATABASE_URL: proxy.route(stack.url) };
      await Promise.all([stack.start('api'), stack.start('worker', env)]);
    },
    async inject() {
      let cuts = 0;
      const { promise, resolve } = cutOften();
      proxy.rule = (chunk, fromServer, cut) => {
        if (fromServer || !chunk.includes('COMMIT') || cuts >= 5) return chunk;
        cuts += 1;
        // The server gets the COMMIT; its answer finds nobody.
        setImmediate(cut);
        if (cuts === 5) resolve();
        return chunk;
      };
      await promise;
      proxy.rule = (chunk) => chunk;
    },
  },
  {
    name: 'pg_terminate_backend in a loop',
    inject: terminateConnections,
  },
  {
    name: 'Postgres accepts connections and does not answer for 6 s',
    short: true,
    arrange: overProxy,
    inject: () => silentFor(proxy, 6_000),
  },
  {
    name: 'Postgres swallows everything for 20 s',
    arrange: overProxy,
    async inject() {
      proxy.blackhole();
      await delay(20_000);
      proxy.heal();
    },
  },
  {
    name: 'Postgres stopped immediately and restarted',
    async inject(stack) {
      stack.postgres.kill();
      await delay(2_000);
      await startPostgres({ dataDir: stack.postgres.dataDir, port: stack.postgres.port });
    },
  },
]);

function cutOften(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
