import { randomBytes } from 'node:crypto';
import { connectRedis } from '@roster/connections';
import { migrate } from '@roster/database';
import { createDatabase, describeWithRedis, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { MEMBERSHIP_QUEUE, producerQueueOptions, type QueueSettings, queuesIn, type ShardQueue } from '@roster/queue';
import { createLogger } from '@roster/runtime';
import { Queue } from 'bullmq';
import { QueueInspector } from './queue-inspector.js';

const logger = createLogger({ name: 'test', level: 'silent' });
const [MEMBERSHIP] = queuesIn(undefined) as [ShardQueue];
/** Not one that another suite's jobs carry on the same Redis. */
const TRACE = randomBytes(16).toString('hex');

function suite(settings: () => Promise<QueueSettings>, cleanUp: () => Promise<void>, opened = MEMBERSHIP): void {
  let inspector: QueueInspector;
  let queue: Queue;
  let close: () => void;
  const operationId = `op_${randomBytes(8).toString('hex')}`;

  beforeAll(async () => {
    const given = await settings();
    inspector = await QueueInspector.open(given, logger);
    await new Promise<void>((resolve) =>
      inspector.onQueue((reached) => reached.opened.name === opened.name && resolve()),
    );
    const redis = given.redis ? connectRedis(given.redis, 'worker', logger) : null;
    close = () => redis?.disconnect();
    if (redis) await new Promise((resolve) => redis.once('ready', resolve));
    queue = new Queue(opened.name, producerQueueOptions(given, redis, opened.shard));
  });
  afterAll(async () => {
    await queue.obliterate({ force: true });
    await queue.close();
    close();
    await inspector.close();
    await cleanUp();
  });

  it('a command is found in a job that waits, by operation and by trace', async () => {
    await queue.add('membership.apply', { commands: 'nonsense' });
    const commands = [
      { operationId: 'op_other', traceId: 'other' },
      { operationId, traceId: TRACE },
    ];
    const job = await queue.add('membership.apply', { commands, replyTo: 'node' });
    const expected = {
      queue: opened.name,
      id: job.id,
      state: 'waiting',
      operationIds: [operationId],
      commands: 2,
    };
    expect(await inspector.find({ operationIds: new Set([operationId]) })).toMatchObject(expected);
    expect(await inspector.find({ traceId: TRACE })).toMatchObject(expected);
    expect(await inspector.read(MEMBERSHIP_QUEUE, String(job.id), { traceId: TRACE })).toMatchObject(expected);
  });

  it('what no job carries is not found', async () => {
    expect(await inspector.find({ operationIds: new Set(['op_none']) })).toBeNull();
    expect(await inspector.read(MEMBERSHIP_QUEUE, 'none', { traceId: TRACE })).toBeNull();
  });

  it('the queue is in reach', async () => {
    await inspector.check();
  });
}

describe('on Postgres', () => {
  const name = `inspector_${randomBytes(6).toString('hex')}`;
  suite(
    async () => {
      const databaseUrl = await createDatabase(testDatabaseUrl(), name);
      await migrate(databaseUrl);
      return { databaseUrl };
    },
    () => dropDatabase(testDatabaseUrl(), name),
  );
});

describeWithRedis('on Redis', (redisUrl) => {
  suite(
    async () => ({ redis: { url: redisUrl }, databaseUrl: testDatabaseUrl() }),
    async () => {},
  );
});

describeWithRedis('in shards, of which another has the job', (redisUrl) => {
  const [, , secondShard] = queuesIn({ url: redisUrl, queueShards: 2 });
  suite(
    async () => ({ redis: { url: redisUrl, queueShards: 2 }, databaseUrl: testDatabaseUrl() }),
    async () => {},
    secondShard,
  );
});

describeWithRedis('in a shard of another QUEUE_SHARDS', (redisUrl) => {
  const settings = { redis: { url: redisUrl, queueShards: 3 }, databaseUrl: testDatabaseUrl() };
  const [firstShard = MEMBERSHIP, , secondShard = MEMBERSHIP] = queuesIn(settings.redis);

  it('a job is found that is still there', async () => {
    const redis = connectRedis(settings.redis, 'worker', logger);
    await new Promise((resolve) => redis.once('ready', resolve));
    const open = ({ name, shard }: ShardQueue) => new Queue(name, producerQueueOptions(settings, redis, shard));
    const [first, second] = [open(firstShard), open(secondShard)];
    await first.waitUntilReady();
    await second.add('membership.apply', { commands: [{ operationId: 'op_left', traceId: TRACE }] });
    const inspector = await QueueInspector.open({ ...settings, redis: { url: redisUrl } }, logger);
    await new Promise<void>((resolve) =>
      inspector.onQueue(({ opened }) => opened.name === secondShard.name && resolve()),
    );
    expect(await inspector.find({ operationIds: new Set(['op_left']) })).toMatchObject({ queue: secondShard.name });
    await second.obliterate({ force: true });
    await Promise.all([inspector.close(), first.close(), second.close()]);
    redis.disconnect();
  });
});
