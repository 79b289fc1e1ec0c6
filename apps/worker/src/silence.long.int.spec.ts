import { setTimeout as delay } from 'node:timers/promises';
import type { GatewayObserver } from '@roster/domain';
import { addCommand, describeWithRedis, TcpProxy } from '@roster/local-stack';
import { JobConsumers } from '@roster/queue';
import { type RunningWorker, startWorker } from './worker.fixture.js';

/**
 * How long after the network is as before everything may take until it is, in milliseconds. docs/operations.md promises
 * it to operators, so this is the one suite that looks at the clock.
 */
const RECOVERY_MS = 15_000;

/** A worker and a gateway on Redis, over a network that can fall silent; Postgres is reached directly. */
describeWithRedis('when Redis falls silent', (redisUrl) => {
  let proxy: TcpProxy;
  let running: RunningWorker;
  /** Whether the last outcome was read from Postgres, because no reply brought it. */
  let lookedUp = false;
  const observer: GatewayObserver = {
    taken() {},
    enqueued() {},
    answered: (_, answer) => {
      lookedUp = answer.lookedUp;
    },
  };

  beforeAll(async () => {
    proxy = await TcpProxy.open(Number(new URL(redisUrl).port));
    running = await startWorker({ env: { REDIS_URL: proxy.route(redisUrl) }, observers: [observer] });
  }, 60_000);

  afterAll(async () => {
    await running.close();
    await proxy.close();
  });

  const add = () => running.gateway.submit(addCommand(), { waitMs: 1_000 });

  /** A worker took the job, and its reply arrived. */
  const isAsUsual = async () => (await add()).state === 'settled' && !lookedUp;

  async function untilAsUsual(): Promise<void> {
    const deadline = performance.now() + RECOVERY_MS;
    while (!(await isAsUsual()))
      if (performance.now() > deadline) throw new Error(`Not as usual after ${RECOVERY_MS} ms`);
  }

  const checkAll = async () => {
    const { checks } = running.app.get(JobConsumers);
    for (const { check } of [...running.opened.checks, ...checks]) await check();
  };

  it.each([
    ['cuts its connections and accepts new ones without a word, for 6 s', 6_000, 'fallSilent'],
    ['cuts its connections and accepts new ones without a word, for 20 s', 20_000, 'fallSilent'],
    ['keeps its connections and says nothing, for 20 s', 20_000, 'blackhole'],
  ] as const)(
    'and %s, jobs and replies are as usual again soon after',
    async (_, ms, fall) => {
      await untilAsUsual();
      await checkAll();
      proxy[fall]();
      const unready = await untilUnready(ms);
      proxy.speak();
      await untilAsUsual();
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
      await add();
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
