import { randomBytes } from 'node:crypto';
import { connectRedis } from '@roster/connections';
import { migrate } from '@roster/database';
import { createDatabase, describeWithRedis, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { MEMBERSHIP_QUEUE, producerQueueOptions, type QueueSettings } from '@roster/queue';
import { createLogger } from '@roster/runtime';
import { Queue } from 'bullmq';
import { QueueInspector } from './queue-inspector.js';

const logger = createLogger({ name: 'test', level: 'silent' });
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

function suite(settings: () => Promise<QueueSettings>, cleanUp: () => Promise<void>): void {
  let inspector: QueueInspector;
  let queue: Queue;
  let close: () => void;
  const operationId = `op_${randomBytes(8).toString('hex')}`;

  beforeAll(async () => {
    const given = await settings();
    inspector = await QueueInspector.open(given, logger);
    await new Promise<void>((resolve) => inspector.onQueue(({ name }) => name === MEMBERSHIP_QUEUE && resolve()));
    const redis = given.redis ? connectRedis(given.redis, 'worker', logger) : null;
    close = () => redis?.disconnect();
    if (redis) await new Promise((resolve) => redis.once('ready', resolve));
    queue = new Queue(MEMBERSHIP_QUEUE, producerQueueOptions(given, redis));
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
      queue: MEMBERSHIP_QUEUE,
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
