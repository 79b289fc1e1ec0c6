import { describeWithRedis } from '../testing/test-environment.js';
import { inlineCommand } from './inline-command.js';
import { startRedis } from './start-redis.js';
import { startRedisCluster } from './start-redis-cluster.js';
import { startSentinel } from './start-sentinel.js';
import { makeTestCertificate } from './test-certificate.js';

/** How long a test may take, in milliseconds: a failover takes seconds. */
const LIMIT_MS = 60_000;

describeWithRedis('Redis in other forms', () => {
  it(
    'over TLS with a user, the server speaks nothing else',
    async () => {
      const tls = await makeTestCertificate();
      const redis = await startRedis({ tls, user: { name: 'roster', password: 'p@ss' } });
      expect(redis.url).toBe(`rediss://roster:p%40ss@127.0.0.1:${redis.port}`);
      expect(tls.ca).toContain('BEGIN CERTIFICATE');
      expect(await inlineCommand(redis.port, 'PING').catch(String)).not.toContain('PONG');
      await redis.stop();
      await tls.remove();
    },
    LIMIT_MS,
  );

  it(
    'a cluster replaces a master that was killed by its replica',
    async () => {
      const cluster = await startRedisCluster({ masters: 3, replicas: 1 });
      const owner = await cluster.ownerOf('{roster}');
      expect(cluster.masters).toContain(owner);
      await owner.kill();
      let next = owner;
      while (next === owner) next = await cluster.ownerOf('{roster}').catch(() => owner);
      expect(cluster.replicas).toContain(next);
      await cluster.stop();
    },
    LIMIT_MS,
  );

  it(
    'Sentinels name another master when theirs is frozen',
    async () => {
      const sentinel = await startSentinel({ replicas: 1, sentinels: 3 });
      const master = await sentinel.current();
      master.freeze();
      await sentinel.replaced(master);
      const next = await sentinel.current();
      expect(next.port).not.toBe(master.port);
      await sentinel.stop();
    },
    LIMIT_MS,
  );
});
