import {
  describeWithRedis,
  freePort,
  inlineCommand,
  type LocalRedis,
  type LocalRedisCluster,
  type LocalSentinel,
  makeTestCertificate,
  startRedis,
  startRedisCluster,
  startSentinel,
  type TestCertificate,
} from '@roster/local-stack';
import type { Cluster } from 'ioredis';
import { connectRedis, type RedisConnection } from './connect-redis.js';
import { redisAdvice } from './redis-advice.js';
import { redisMismatch } from './redis-mismatch.js';
import type { RedisSettings } from './redis-settings.js';

/** How long a cluster or Sentinels may take to start and to fail over, in milliseconds. */
const LIMIT_MS = 60_000;
const USER = { name: 'roster', password: 'p@ss/w:rd' };

const logger = { warn() {} };

/** Unlike `once` of node:events, it does not reject when the connection reports an error meanwhile. */
function next(redis: RedisConnection, event: string): Promise<unknown> {
  return new Promise((resolve) => redis.once(event, resolve));
}

async function ready(redis: RedisConnection): Promise<RedisConnection> {
  if (redis.status !== 'ready') await next(redis, 'ready');
  return redis;
}

/** Writes on a new connection and reads on another. */
async function roundTrip(settings: RedisSettings): Promise<string | null> {
  const [writer, reader] = [connectRedis(settings, 'worker', logger), connectRedis(settings, 'producer', logger)];
  await Promise.all([ready(writer), ready(reader)]);
  await writer.set('{roster}:spec', 'written');
  const read = await reader.get('{roster}:spec');
  writer.disconnect();
  reader.disconnect();
  return read;
}

async function untilWritten(redis: RedisConnection): Promise<void> {
  while (!(await redis.set('{roster}:spec', 'again').catch(() => null)))
    await new Promise((resolve) => setTimeout(resolve, 50));
}

describeWithRedis('one server', () => {
  let redis: LocalRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('is written and read, and fits', async () => {
    expect(await roundTrip({ url: redis.url })).toBe('written');
    expect(await redisMismatch({ url: redis.url })).toBeUndefined();
  });

  it('is distinguished from a cluster and from a Sentinel', async () => {
    const { url, port } = redis;
    expect(await redisMismatch({ url, mode: 'cluster' })).toBe(
      `127.0.0.1:${port} is not a node of a Redis cluster: unset REDIS_MODE, or name a node.`,
    );
    expect(await redisMismatch({ url, mode: 'sentinel', sentinel: { master: 'roster' } })).toBe(
      `127.0.0.1:${port} is not a Sentinel: name Sentinels in REDIS_URL, or unset REDIS_MODE.`,
    );
  });

  it('is distinguished from its replica', async () => {
    const replica = await startRedis({ args: ['--replicaof', '127.0.0.1', String(redis.port)] });
    expect(await redisMismatch({ url: replica.url })).toBe(
      `127.0.0.1:${replica.port} is a replica: name the master, or use Sentinel (REDIS_MODE=sentinel).`,
    );
    await replica.stop();
  });

  it('that is out of reach or silent is not a mismatch: it may come back', async () => {
    expect(await redisMismatch({ url: `redis://127.0.0.1:${await freePort()}` })).toBeUndefined();
    redis.freeze();
    expect(await redisMismatch({ url: redis.url })).toBeUndefined();
    redis.thaw();
    expect(await redisMismatch(undefined)).toBeUndefined();
  });

  it('that accepts a connection and does not answer is left, and used again when it answers', async () => {
    redis.freeze();
    const producer = connectRedis({ url: redis.url }, 'producer', logger);
    expect(await next(producer, 'error')).toMatchObject({ code: 'ETIMEDOUT' });
    redis.thaw();
    await untilWritten(producer);
    producer.disconnect();
  });

  it('that falls silent fails a producer', async () => {
    const producer = await ready(connectRedis({ url: redis.url }, 'producer', logger));
    redis.freeze();
    const closing = next(producer, 'close');
    await expect(producer.get('x')).rejects.toThrow('Command timed out');
    await closing;
    redis.thaw();
    await untilWritten(producer);
    producer.disconnect();
  });

  it('that cut a connection while a command waited does not lose the next connection to the old timer', async () => {
    const producer = connectRedis({ url: redis.url }, 'producer', logger);
    const admin = await ready(connectRedis({ url: redis.url }, 'worker', logger));
    await ready(producer);
    let closed = 0;
    producer.on('close', () => {
      closed += 1;
    });
    void producer.call('BLPOP', '{roster}:none', '1').catch(() => undefined);
    const closing = next(producer, 'close');
    await admin.call('CLIENT', 'KILL', 'SKIPME', 'yes', 'TYPE', 'normal');
    await closing;
    // Longer than the three seconds after which the first connection would have been closed.
    for (const until = performance.now() + 3_500; performance.now() < until; ) await untilWritten(producer);
    expect(closed).toBe(1);
    for (const redis of [producer, admin]) redis.disconnect();
  });
});

describeWithRedis('over TLS, with a user of its own', () => {
  let certificate: TestCertificate;
  let redis: LocalRedis;
  beforeAll(async () => {
    certificate = await makeTestCertificate();
    redis = await startRedis({ tls: certificate, user: USER });
  });
  afterAll(async () => {
    await redis.stop();
    await certificate.remove();
  });

  it('it is written and read', async () => {
    const settings = { url: redis.url, ca: certificate.ca };
    expect(await roundTrip(settings)).toBe('written');
    expect(await redisMismatch(settings)).toBeUndefined();
  });

  it('without its CA it is not trusted', async () => {
    expect(await redisMismatch({ url: redis.url })).toMatch(
      /^The certificate of 127\.0\.0\.1:\d+ is not trusted \(.*\): set REDIS_CA_FILE\.$/,
    );
  });

  it('a wrong password is reported', async () => {
    const url = redis.url.replace('p%40ss', 'wrong');
    expect(await redisMismatch({ url, ca: certificate.ca })).toMatch(
      /^127\.0\.0\.1:\d+ refuses the user or password it is given: WRONGPASS/,
    );
  });
});

describeWithRedis('a cluster', () => {
  let cluster: LocalRedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster({ masters: 3, replicas: 1 });
  }, LIMIT_MS);
  afterAll(() => cluster.stop());

  it('is used from a node that does not own the slot', async () => {
    const owner = await cluster.ownerOf('{roster}');
    const seed = cluster.masters.find((node) => node !== owner);
    expect(await roundTrip({ url: String(seed?.url), mode: 'cluster' })).toBe('written');
    expect(await redisMismatch({ url: cluster.url, mode: 'cluster' })).toBeUndefined();
  });

  it('ends once, and can be connected again', async () => {
    const redis = connectRedis({ url: cluster.url, mode: 'cluster' }, 'worker', logger) as Cluster;
    await ready(redis);
    await Promise.all(redis.nodes('master').map((node) => node.ping()));
    const nodesEnded = Promise.all(redis.nodes('master').map((node) => next(node, 'end')));
    const ended = next(redis, 'end');
    redis.disconnect();
    await Promise.all([ended, nodesEnded]);
    expect(redis.status).toBe('end');
    await redis.connect();
    expect(redis.status).toBe('ready');
    redis.disconnect();
  });

  it('settles what connects it, when another attempt succeeds', async () => {
    const redis = connectRedis({ url: cluster.url, mode: 'cluster' }, 'worker', logger) as Cluster;
    const internals = redis as unknown as { readyCheck(callback: (error: Error) => void): void };
    const { readyCheck } = internals;
    await ready(redis);
    const ended = next(redis, 'end');
    redis.disconnect();
    await ended;
    internals.readyCheck = (callback) => {
      internals.readyCheck = readyCheck;
      callback(new Error('CLUSTERDOWN'));
    };
    await redis.connect();
    expect(redis.status).toBe('ready');
    redis.disconnect();
  });

  it('is distinguished from a single server', async () => {
    const [node] = cluster.masters;
    expect(await redisMismatch({ url: String(node?.url) })).toBe(
      `127.0.0.1:${node?.port} is a node of a Redis cluster: set REDIS_MODE=cluster.`,
    );
  });

  it('logs advice when the loss of one master would stop all shards, and only with several shards', async () => {
    const nodes = [...cluster.masters, ...cluster.replicas];
    const onEach = (command: string) => Promise.all(nodes.map(({ port }) => inlineCommand(port, command)));
    const sharded: RedisSettings = { url: cluster.url, mode: 'cluster', queueShards: 3 };
    const names = nodes.map(({ port }) => `127.0.0.1:${port}`).join(', ');
    expect(await redisAdvice(sharded)).toBe(
      `The Redis cluster runs with cluster-require-full-coverage yes (${names}), so that all shards of the queue stop while one master is lost: set it to no on every node (CONFIG SET cluster-require-full-coverage no, then CONFIG REWRITE).`,
    );
    expect(await redisAdvice({ ...sharded, queueShards: 1 })).toBeUndefined();
    await onEach('ACL SETUSER limited on >pass ~* &* +@all -config');
    const limited = { ...sharded, url: cluster.url.replace('//', '//limited:pass@') };
    expect(await redisMismatch(limited)).toBeUndefined();
    expect(await redisAdvice(limited)).toBeUndefined();
    await onEach('CONFIG SET cluster-require-full-coverage no');
    expect(await redisAdvice(sharded)).toBeUndefined();
    await onEach('CONFIG SET cluster-require-full-coverage yes');
  });

  it(
    'is written again after the master of the slot froze and was replaced',
    async () => {
      const settings: RedisSettings = { url: cluster.url, mode: 'cluster' };
      const [worker, producer] = [connectRedis(settings, 'worker', logger), connectRedis(settings, 'producer', logger)];
      await Promise.all([ready(worker), ready(producer)]);
      const owner = await cluster.ownerOf('{roster}');
      owner.freeze();
      await Promise.all([untilWritten(worker), untilWritten(producer)]);
      owner.thaw();
      for (const redis of [worker, producer]) redis.disconnect();
    },
    LIMIT_MS,
  );
});

describeWithRedis('Sentinels', () => {
  let sentinel: LocalSentinel;
  beforeAll(async () => {
    sentinel = await startSentinel({ replicas: 1, sentinels: 3 });
  }, LIMIT_MS);
  afterAll(() => sentinel.stop());

  it('name the master', async () => {
    const settings: RedisSettings = { url: sentinel.url, mode: 'sentinel', sentinel: { master: sentinel.master } };
    expect(await roundTrip(settings)).toBe('written');
    expect(await redisMismatch(settings)).toBeUndefined();
  });

  it('are distinguished from a server, and must know the master', async () => {
    const one = String(sentinel.url.split(',')[0]);
    expect(await redisMismatch({ url: one })).toMatch(/is a Sentinel: set REDIS_MODE=sentinel/);
    expect(await redisMismatch({ url: sentinel.url, mode: 'sentinel', sentinel: { master: 'other' } })).toMatch(
      /knows no master named "other": correct REDIS_SENTINEL_MASTER\.$/,
    );
  });

  it(
    'name the next one when it froze, and connections go there',
    async () => {
      const settings: RedisSettings = { url: sentinel.url, mode: 'sentinel', sentinel: { master: sentinel.master } };
      const [worker, producer] = [connectRedis(settings, 'worker', logger), connectRedis(settings, 'producer', logger)];
      await Promise.all([ready(worker), ready(producer)]);
      const master = await sentinel.current();
      master.freeze();
      await Promise.all([untilWritten(worker), untilWritten(producer)]);
      await sentinel.replaced(master);
      master.thaw();
      for (const redis of [worker, producer]) redis.disconnect();
    },
    LIMIT_MS,
  );
});
