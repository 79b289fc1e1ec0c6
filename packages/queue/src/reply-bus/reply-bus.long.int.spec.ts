import { connectRedis } from '@roster/connections';
import { newId, type OperationId, type OperationResult } from '@roster/domain';
import { describeWithRedis, TcpProxy, testDatabaseUrl } from '@roster/local-stack';
import pg from 'pg';
import type { QueueSettings } from '../backend/queue-backend.js';
import { ONLY_SHARD } from '../shards/shard.js';
import { openReplyPublisher } from './open-reply-bus.js';
import { subscribePostgresReplies } from './postgres-reply-bus.js';
import { subscribeRedisReplies } from './redis-reply-bus.js';
import { newReplyAddress, type ReplyListener, type ReplySubscription } from './reply-bus.js';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function result(): OperationResult {
  return { operationId: newId('operation'), requestHash: null, outcome: { status: 'removed' } };
}

/** What the rows say: over Postgres, gateways of an earlier version get IDs and read the outcomes. */
const stored = new Map<OperationId, OperationResult>();

/** Notes what comes, and lets a test await it. */
class Listener implements ReplyListener {
  readonly received: OperationResult[] = [];
  lookUps = 0;
  interruptions = 0;
  private awaited: { when: () => boolean; resolve: () => void }[] = [];

  settled(results: readonly OperationResult[]): void {
    this.received.push(...results);
    this.look();
  }

  lookUp(operationIds: readonly OperationId[]): void {
    this.lookUps += 1;
    this.settled(operationIds.flatMap((id) => stored.get(id) ?? []));
  }

  interrupted(): void {
    this.interruptions += 1;
    this.look();
  }

  until(when: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.awaited.push({ when, resolve });
      this.look();
    });
  }

  private look(): void {
    for (const { when, resolve } of this.awaited) if (when()) resolve();
  }
}

/** Shorter than in a running process, so that a test need not take half a minute. */
const TIMES = { heartbeat: 100, silence: 1_000, open: 1_000, backoff: { least: 50, most: 200 } };

interface Backend {
  settings: QueueSettings;
  subscribe(replyTo: string, listener: ReplyListener): Promise<ReplySubscription>;
  /** Cuts every connection of the subscriber. */
  cut(): Promise<void>;
}

/** A bus whose gateway is connected over a stretch of network that can fall silent. */
interface SilentBackend {
  readonly url: string;
  subscribe(url: string, listener: ReplyListener): Promise<ReplySubscription>;
}

function silenceSuite({ url, subscribe }: SilentBackend): void {
  let proxy: TcpProxy;
  let subscription: ReplySubscription;
  let listener: Listener;
  beforeEach(async () => {
    proxy = await TcpProxy.open(Number(new URL(url).port));
    listener = new Listener();
    subscription = await subscribe(proxy.route(url), listener);
  });
  afterEach(async () => {
    await subscription.close();
    await proxy.close();
  });

  async function roundTripAfter(moment: number): Promise<void> {
    const deadline = performance.now() + 15_000;
    while ((subscription.lastRoundTrip ?? 0) <= moment) {
      if (performance.now() > deadline) throw new Error('No heartbeat came back');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async function stayingSilentFor(ms: number): Promise<void> {
    const since = performance.now();
    while (performance.now() - since < ms) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(subscription.lastRoundTrip ?? 0).toBeLessThan(since + TIMES.heartbeat);
  }

  it('leaves a server that keeps its connections and falls silent, and hears again after', async () => {
    await roundTripAfter(0);
    proxy.blackhole();
    await stayingSilentFor(2_000);
    proxy.speak();
    await roundTripAfter(performance.now());
    expect(listener.interruptions).toBeGreaterThan(0);
  }, 30_000);

  it('hears again after a server that cut its connections, and accepted new ones without a word', async () => {
    await roundTripAfter(0);
    proxy.fallSilent();
    await stayingSilentFor(2_000);
    proxy.speak();
    await roundTripAfter(performance.now());
    expect(listener.interruptions).toBeGreaterThan(0);
  }, 30_000);

  it('tries until its server is there', async () => {
    await subscription.close();
    proxy.refuse();
    subscription = await subscribe(proxy.route(url), listener);
    expect(subscription.lastRoundTrip).toBeNull();
    proxy.heal();
    await roundTripAfter(0);
  }, 30_000);
}

function suite(open: () => Backend): void {
  async function exchange(replyTo: string) {
    const backend = open();
    const listener = new Listener();
    const subscription = await backend.subscribe(replyTo, listener);
    const publisher = openReplyPublisher(backend.settings, silent);
    return { backend, listener, publisher, close: () => Promise.all([subscription.close(), publisher.close()]) };
  }

  async function publishUntilReady(
    publish: () => Promise<void>,
    listener: Listener,
    when: () => boolean,
  ): Promise<void> {
    let arrived = false;
    const arrival = listener.until(when).then(() => {
      arrived = true;
    });
    while (!arrived) {
      await publish().catch(() => undefined);
      await Promise.race([arrival, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
  }

  it('brings results to the gateway that they are for, and to no other', async () => {
    const [mine, other] = [await exchange('gatewaya'), await exchange('gatewayb')];
    const results = Array.from({ length: 250 }, result);
    for (const one of results) stored.set(one.operationId, one);
    const probe = result();
    stored.set(probe.operationId, probe);
    await publishUntilReady(
      () => mine.publisher.publish('gatewaya', [probe]),
      mine.listener,
      () => mine.listener.received.length > 0,
    );
    await publishUntilReady(
      () => mine.publisher.publish('gatewayb', [probe]),
      other.listener,
      () => other.listener.received.length > 0,
    );
    mine.listener.received.length = 0;
    other.listener.received.length = 0;
    await mine.publisher.publish('gatewaya', results);
    await mine.listener.until(() =>
      results.every((one) => mine.listener.received.some(({ operationId }) => operationId === one.operationId)),
    );
    expect(other.listener.received.filter(({ operationId }) => operationId !== probe.operationId)).toEqual([]);
    await Promise.all([mine.close(), other.close()]);
  });

  it('says that replies may be missing after its connection was cut, and hears again', async () => {
    const { backend, listener, publisher, close } = await exchange('gatewayc');
    const one = result();
    stored.set(one.operationId, one);
    await publishUntilReady(
      () => publisher.publish('gatewayc', [one]),
      listener,
      () => listener.received.length > 0,
    );
    const before = listener.interruptions;
    await backend.cut();
    await listener.until(() => listener.interruptions > before);
    listener.received.length = 0;
    await publishUntilReady(
      () => publisher.publish('gatewayc', [one]),
      listener,
      () => listener.received.length > 0,
    );
    expect(listener.received).toContainEqual(one);
    await close();
  });
}

describe('replies over Postgres', () => {
  suite(() => {
    const databaseUrl = testDatabaseUrl();
    return {
      settings: { databaseUrl },
      subscribe: (replyTo, listener) => subscribePostgresReplies(databaseUrl, replyTo, listener, silent),
      async cut() {
        const client = new pg.Client({ connectionString: databaseUrl });
        await client.connect();
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'roster-replies'`,
        );
        await client.end();
      },
    };
  });
});

it('a reply over Postgres brings the outcomes, so that nothing is read', async () => {
  const replyTo = newReplyAddress(ONLY_SHARD);
  const databaseUrl = testDatabaseUrl();
  const listener = new Listener();
  const subscription = await subscribePostgresReplies(databaseUrl, replyTo, listener, silent);
  const publisher = openReplyPublisher({ databaseUrl }, silent);
  const results = Array.from({ length: 250 }, result);
  await publisher.publish(replyTo, results);
  await listener.until(() => listener.received.length === results.length);
  expect(listener.received).toEqual(results);
  expect(listener.lookUps).toBe(0);
  await Promise.all([subscription.close(), publisher.close()]);
});

describe('replies over Postgres, when it falls silent', () => {
  silenceSuite({
    url: testDatabaseUrl(),
    subscribe: (url, listener) => subscribePostgresReplies(url, 'gatewayd', listener, silent, TIMES),
  });
});

describeWithRedis('replies over Redis, when it falls silent', (redisUrl) => {
  silenceSuite({
    url: redisUrl,
    subscribe: (url, listener) => subscribeRedisReplies({ url }, 'gatewayd', listener, silent, TIMES),
  });
});

describeWithRedis('replies over Redis', (redisUrl) => {
  suite(() => ({
    settings: { databaseUrl: testDatabaseUrl(), redis: { url: redisUrl } },
    subscribe: (replyTo, listener) => subscribeRedisReplies({ url: redisUrl }, replyTo, listener, silent),
    async cut() {
      const redis = connectRedis({ url: redisUrl }, 'worker', silent);
      await redis.client('KILL', 'TYPE', 'PUBSUB');
      redis.disconnect();
    },
  }));
});
