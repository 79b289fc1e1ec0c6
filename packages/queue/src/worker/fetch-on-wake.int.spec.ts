import { describeWithRedis, type LocalRedis, startRedis } from '@roster/local-stack';
import { type Job, Queue, type QueueOptions, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { workerQueueOptions } from '../backend/queue-backend.js';
import { fetchOnWake } from './fetch-on-wake.js';

describeWithRedis('a worker that gets its job with the answer that wakes it', () => {
  let server: LocalRedis;
  let options: QueueOptions;
  let queue: Queue;
  let redis: Redis;
  let taken: (job: Job) => void;
  const workers: Worker[] = [];

  beforeAll(async () => {
    server = await startRedis();
    options = workerQueueOptions({ databaseUrl: '', redis: { url: server.url } });
    redis = new Redis(server.url);
  });

  beforeEach(async () => {
    await redis.flushall();
    taken = () => undefined;
    queue = new Queue('woken', options);
  });

  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
    await queue.close();
  });

  afterAll(async () => {
    redis?.disconnect();
    await server?.stop();
  });

  async function startWorker(): Promise<Worker> {
    const worker = new Worker('woken', async (job) => taken(job), { ...options, autorun: false });
    worker.on('error', () => undefined);
    workers.push(worker);
    await worker.waitUntilReady();
    fetchOnWake(worker);
    const drained = new Promise((resolve) => worker.once('drained', () => resolve(null)));
    worker.run();
    await drained;
    return worker;
  }

  function nextTaken(): Promise<Job> {
    return new Promise((resolve) => {
      taken = resolve;
    });
  }

  async function addOne(delay = 0): Promise<Job> {
    const next = nextTaken();
    await queue.add('one', {}, { delay });
    return next;
  }

  async function blockedClients(): Promise<number> {
    return Number(/blocked_clients:(\d+)/.exec(await redis.info('clients'))?.[1]);
  }

  async function untilBlocked(): Promise<void> {
    while ((await blockedClients()) === 0);
  }

  async function calls(command: string): Promise<number> {
    return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(await redis.info('commandstats'))?.[1] ?? 0);
  }

  it('waits once and runs one script to get a job, one to finish it', async () => {
    await startWorker();
    await addOne();
    await untilBlocked();
    await redis.config('RESETSTAT');
    for (let added = 0; added < 5; added += 1) {
      await addOne();
      await untilBlocked();
    }
    // The scripts add, take and finish. A wait counts when it ends.
    expect([await calls('evalsha'), await calls('bzpopmin')]).toEqual([15, 5]);
  });

  it('says that a job begins when it is taken, not when its worker began to wait', async () => {
    await startWorker();
    await untilBlocked();
    const job = await addOne();
    expect(job.processedOn).toBeGreaterThanOrEqual(job.timestamp);
    expect(Number(await redis.hget(`{roster}:woken:${job.id}`, 'processedOn'))).toBe(job.processedOn);
  });

  it('takes a delayed job when it is due', async () => {
    await startWorker();
    await untilBlocked();
    const job = await addOne(200);
    expect(Number(job.processedOn) - job.timestamp).toBeGreaterThanOrEqual(200);
  });

  it('takes no job of a paused queue, and the waiting one once it is resumed', async () => {
    await startWorker();
    await queue.pause();
    const next = nextTaken();
    const { id } = await queue.add('paused', {});
    await untilBlocked();
    expect(await queue.getActiveCount()).toBe(0);
    await queue.resume();
    expect((await next).id).toBe(id);
  });

  it('finishes each job that came while it was closed', async () => {
    const begun = new Set<string | undefined>();
    for (let round = 0; round < 20; round += 1) {
      const worker = await startWorker();
      taken = ({ id }) => begun.add(id);
      await untilBlocked();
      await Promise.all([queue.add('late', {}), queue.add('later', {}), worker.close()]);
      expect(await queue.getActiveCount()).toBe(0);
    }
    const { completed = 0, waiting = 0 } = await queue.getJobCounts('completed', 'waiting');
    expect(completed).toBe(begun.size);
    expect(completed + waiting).toBe(40);
  });

  it('shares jobs among workers, each job once', async () => {
    const begun: string[] = [];
    await Promise.all([startWorker(), startWorker(), startWorker()]);
    const all = new Promise<void>((resolve) => {
      taken = ({ id }) => {
        if (begun.push(String(id)) === 60) resolve();
      };
    });
    for (let added = 0; added < 60; added += 1) await queue.add('shared', {});
    await all;
    expect(new Set(begun).size).toBe(60);
  });
});
