import { setTimeout as delay } from 'node:timers/promises';
import { addCommand, describeWithRedis, TcpProxy } from '@roster/local-stack';
import { JobConsumers } from '@roster/queue';
import { type RunningWorker, startWorker } from './worker.fixture.js';

/** How long after the network is as before everything may take until it is, in milliseconds. */
const RECOVERY_MS = 15_000;

/** A worker and a gateway on Redis, over a network that can fall silent; Postgres is reached directly. */
describeWithRedis('when Redis falls silent', (redisUrl) => {
  let proxy: TcpProxy;
  let running: RunningWorker;

  beforeAll(async () => {
    proxy = await TcpProxy.open(Number(new URL(redisUrl).port));
    running = await startWorker({ env: { REDIS_URL: proxy.route(redisUrl) } });
  }, 60_000);

  afterAll(async () => {
    await running.close();
    await proxy.close();
  });

  const add = () => running.gateway.submit(addCommand(), { waitMs: 1_000 });

  /** A worker took the job, and its reply arrived: nothing else settles a command within its second. */
  async function isAsUsual(): Promise<boolean> {
    const startedAt = performance.now();
    const { state } = await add();
    return state === 'settled' && performance.now() - startedAt < 900;
  }

  async function untilAsUsual(limitMs: number): Promise<number> {
    const startedAt = performance.now();
    while (!(await isAsUsual()))
      if (performance.now() - startedAt > limitMs) throw new Error(`Not as usual after ${limitMs} ms`);
    return performance.now() - startedAt;
  }

  const checkAll = async () => {
    await running.opened.checkQueue();
    await running.opened.checkReplies();
    running.app.get(JobConsumers).assertRunning();
  };

  it.each([
    ['cuts its connections and accepts new ones without a word, for 6 s', 6_000, 'fallSilent'],
    ['cuts its connections and accepts new ones without a word, for 20 s', 20_000, 'fallSilent'],
    ['keeps its connections and says nothing, for 20 s', 20_000, 'blackhole'],
  ] as const)(
    'and %s, jobs and replies are as usual again soon after',
    async (_, ms, fall) => {
      await untilAsUsual(RECOVERY_MS);
      await checkAll();
      proxy[fall]();
      const unready = await untilUnready(ms);
      proxy.speak();
      const took = await untilAsUsual(RECOVERY_MS);
      expect(took).toBeLessThan(RECOVERY_MS);
      await untilReady();
      if (ms > RECOVERY_MS) expect(unready).toBe(true);
    },
    90_000,
  );

  /** Adds go on meanwhile, and none of them hangs; tells whether readiness told of the outage. */
  async function untilUnready(ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    let unready = false;
    while (performance.now() < end) {
      const startedAt = performance.now();
      await add();
      expect(performance.now() - startedAt).toBeLessThan(2_000 + 1_000);
      unready ||= await checkAll().then(
        () => false,
        () => true,
      );
      await delay(100);
    }
    return unready;
  }

  async function untilReady(): Promise<void> {
    const deadline = performance.now() + RECOVERY_MS;
    for (;;) {
      try {
        return await checkAll();
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await delay(50);
      }
    }
  }
});
