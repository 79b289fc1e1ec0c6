import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  createDatabase,
  describeWithRedis,
  dropDatabase,
  freePort,
  startRedis,
  TcpProxy,
  testDatabaseUrl,
} from '@roster/local-stack';
import { Queue, type QueueOptions, Worker } from 'bullmq';
import { workerQueueOptions } from '../backend/queue-backend.js';
import { createQueueSchema } from '../backend/queue-schema.fixture.js';
import { JobLoop } from './job-loop.js';

/** Long enough for thousands of refusals, if nothing slowed the worker, in milliseconds. */
const WATCHED_MS = 3_000;

const TIMES = { turn: 12_000, busy: 300, check: 100 };

class Log {
  readonly lines: string[] = [];
  readonly info = (_: object, message: string): void => {
    this.lines.push(message);
  };
  readonly warn = this.info;
  readonly error = this.info;
}

async function until(when: () => boolean, limitMs = 40_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!when()) {
    if (performance.now() > deadline) throw new Error('It did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function turns(loop: JobLoop): boolean {
  try {
    loop.assertTurning();
    return true;
  } catch {
    return false;
  }
}

interface Server {
  readonly port: number;
  /** For a worker that reaches the server over this port. */
  options(port: number): QueueOptions;
}

function suite(open: () => Server): void {
  let proxy: TcpProxy;
  let queue: Queue;
  let worker: Worker;
  let loop: JobLoop;
  let log: Log;
  let release: () => void;
  let started: string[];

  beforeEach(async () => {
    const server = open();
    proxy = await TcpProxy.open(server.port);
    const name = `loop-${randomBytes(6).toString('hex')}`;
    queue = new Queue(name, server.options(server.port));
    queue.on('error', () => undefined);
    await queue.waitUntilReady();
    log = new Log();
    loop = new JobLoop(log, TIMES);
    started = [];
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    worker = new Worker(
      name,
      (job) =>
        loop.during(async () => {
          started.push(job.name);
          if (job.name === 'held') await held;
        }),
      { ...server.options(proxy.port), drainDelay: 1, runRetryDelay: 500 },
    );
    worker.on('error', () => undefined);
    await worker.waitUntilReady();
    loop.watch(worker);
  }, 60_000);

  afterEach(async () => {
    release();
    loop.close();
    // Not `heal`, which cuts connections: one that ioredis closes between two attempts keeps its commands waiting.
    proxy.speak();
    await worker.close();
    await queue.close();
    await proxy.close();
  }, 60_000);

  it('turns while there is nothing to do', async () => {
    const idleSince = performance.now();
    await until(() => performance.now() - idleSince > TIMES.turn + 2_000);
    expect(turns(loop)).toBe(true);
    expect(log.lines).toEqual([]);
  }, 60_000);

  it('is busy with its last slot, and not for ever', async () => {
    await queue.add('held', {});
    await until(() => started.length === 1);
    expect(turns(loop)).toBe(true);
    await until(() => !turns(loop));
    const completed = once(worker, 'completed');
    release();
    await completed;
    expect(turns(loop)).toBe(true);
    expect(log.lines).toEqual([]);
  }, 60_000);

  it('is found standing still when its server is silent, and takes jobs again when it speaks', async () => {
    const told = () => log.lines.filter((line) => line.startsWith('the worker takes no jobs')).length;
    proxy.blackhole();
    await until(() => told() > 0);
    expect(turns(loop)).toBe(false);
    proxy.speak();
    await queue.add('next', {});
    await until(() => started.includes('next') && turns(loop));
    expect(told()).toBe(1);
  }, 90_000);

  it('takes jobs again after new connections were accepted without a word', async () => {
    proxy.fallSilent();
    await until(() => !turns(loop));
    proxy.speak();
    await queue.add('next', {});
    await until(() => started.includes('next') && turns(loop));
  }, 90_000);
}

describeWithRedis('the loop of a worker on Redis', (redisUrl) => {
  suite(() => ({
    port: Number(new URL(redisUrl).port),
    options: (port) => workerQueueOptions({ databaseUrl: '', redis: { url: withPort(redisUrl, port) } }),
  }));
});

describe('the loop of a worker on Postgres', () => {
  const name = `loop_${randomBytes(6).toString('hex')}`;
  let url: string;
  beforeAll(async () => {
    url = await createDatabase(testDatabaseUrl(), name);
    await createQueueSchema(url);
  });
  afterAll(() => dropDatabase(testDatabaseUrl(), name));
  suite(() => ({
    port: Number(new URL(url).port),
    options: (port) => workerQueueOptions({ databaseUrl: withPort(url, port) }),
  }));
});

describeWithRedis('a worker that Redis refuses', () => {
  it.each([
    ['as it is a replica', async () => ['--replicaof', '127.0.0.1', String(await freePort())], /^READONLY/],
    [
      'as it is a node of a cluster without this slot',
      async () => ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort())],
      /^CLUSTERDOWN/,
    ],
  ])('%s asks about once a second', async (_why, args, refusal) => {
    const redis = await startRedis({ args: await args() });
    const errors: string[] = [];
    const worker = new Worker('refused', async () => undefined, {
      ...workerQueueOptions({ redis: { url: redis.url }, databaseUrl: 'postgres://unused' }),
      runRetryDelay: 1_000,
    });
    const loop = new JobLoop(new Log(), TIMES);
    loop.watch(worker);
    const refused = new Promise<void>((resolve) => {
      worker.on('error', ({ message }) => {
        errors.push(message);
        if (refusal.test(message)) resolve();
      });
    });
    await refused;
    await new Promise((resolve) => setTimeout(resolve, WATCHED_MS));
    expect(errors.length).toBeLessThanOrEqual(12);
    loop.close();
    await worker.close(true);
    await redis.stop();
  });
});

function withPort(url: string, port: number): string {
  const moved = new URL(url);
  moved.port = String(port);
  return moved.href;
}
