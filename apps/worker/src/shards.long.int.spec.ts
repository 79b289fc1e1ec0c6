import { setTimeout as delay } from 'node:timers/promises';
import type { MembershipCommand } from '@roster/domain';
import { describeWithRedis, type LocalRedisCluster, nodeCounters, startRedisCluster } from '@roster/local-stack';
import { JobConsumers, openMembershipGateway, queuesIn, shardIndexOf, workerQueueOptions } from '@roster/queue';
import { createLogger, HealthMonitor } from '@roster/runtime';
import { addIn, addOrganizations, submitAll } from '@roster/testing';
import { Queue } from 'bullmq';
import { type RunningWorker, startWorker } from './worker.fixture.js';

const SHARDS = 3;
const ORGANIZATIONS = 1_500;

/** Longer than a worker waits for a silent server before it closes the connection, in milliseconds. */
const SILENT_MS = 13_000;

/** Time enough to silence a node before a job of it is due, in milliseconds. */
const DUE_AFTER_MS = 5_000;

let cluster: LocalRedisCluster;
let running: RunningWorker;
let env: Record<string, string>;

beforeAll(async () => {
  cluster = await startRedisCluster({ masters: 3, requireFullCoverage: false });
  env = { REDIS_URL: cluster.url, REDIS_MODE: 'cluster', QUEUE_SHARDS: String(SHARDS) };
  running = await startWorker({ env });
  await addOrganizations(running.owner, ORGANIZATIONS, 2);
}, 60_000);

afterAll(async () => {
  await running?.close();
  await cluster?.stop();
}, 60_000);

/** The queues that the worker drains, as they are shards of another number. */
function drained(): string[] {
  return running.app.get(JobConsumers).drainedQueues.map(({ opened }) => opened.name);
}

/** Resolves when the job is in the queue of single changes of a shard of another number. It is due a while later. */
async function leaveJob(command: MembershipCommand, shard: string): Promise<void> {
  const redis = { url: cluster.url, mode: 'cluster', queueShards: Number(shard.split('-').at(-1)) } as const;
  const left = queuesIn(redis).find(({ name }) => name === `membership.${shard}`);
  if (!left) throw new Error(`There is no shard ${shard}`);
  const queue = new Queue(left.name, workerQueueOptions({ ...running.queue, redis }, left.shard));
  await queue.add('membership.apply', { commands: [command], replyTo: 'nobody' }, { delay: DUE_AFTER_MS });
  await queue.close();
}

async function isApplied({ organizationId, operationId }: MembershipCommand): Promise<boolean> {
  return (await running.store.find(organizationId, operationId))?.state === 'done';
}

describeWithRedis('a queue in three shards, on a cluster of three masters', () => {
  it('gives each node as much to do, and no node a command of another', async () => {
    const countAll = () => Promise.all(cluster.masters.map(({ port }) => nodeCounters(port)));
    const before = await countAll();
    const commands = Array.from({ length: 2 * ORGANIZATIONS }, (_, index) =>
      addIn(1 + (index % ORGANIZATIONS), index < ORGANIZATIONS ? 1 : 2),
    );
    expect(new Set(await submitAll(running.gateway, commands))).toEqual(new Set(['settled']));

    const after = await countAll();
    const done = after.map(({ commands: count }, index) => count - (before[index]?.commands ?? 0));
    const mean = done.reduce((sum, count) => sum + count, 0) / done.length;
    for (const count of done) expect(Math.abs(count / mean - 1)).toBeLessThan(0.1);
    expect(after.map(({ redirections }) => redirections)).toEqual(before.map(({ redirections }) => redirections));
  }, 60_000);

  it('holds up only the organizations of a node that is silent, and says which shard that is', async () => {
    const silentShard = 1;
    const owner = cluster.masters[silentShard];
    const isSilent = ({ organizationId }: MembershipCommand) => shardIndexOf(organizationId, SHARDS) === silentShard;
    const commands = Array.from({ length: 120 }, (_, index) => addIn(1 + index, 1));
    const others = commands.filter((command) => !isSilent(command));
    const monitor = new HealthMonitor([...running.opened.checks], undefined, { cacheMs: 0 });
    owner?.freeze();
    try {
      const waiting = submitAll(running.gateway, commands.filter(isSilent), { waitMs: 1_000 });
      const startedAt = performance.now();
      while (performance.now() - startedAt < 11_000)
        expect(new Set(await submitAll(running.gateway, others, { waitMs: 1_000 }))).toEqual(new Set(['settled']));
      expect(new Set(await waiting)).toEqual(new Set(['accepted']));

      const { status, checks } = await monitor.report();
      expect(status).toBe('ready');
      const failed = Object.keys(checks).filter((name) => checks[name]?.status === 'failed');
      expect(failed).toEqual(['queue.1-of-3', 'replies.1-of-3']);
    } finally {
      owner?.thaw();
    }
    while ((await submitAll(running.gateway, commands, { waitMs: 1_000 })).includes('accepted'));
  }, 60_000);

  it('leaves no job behind when the number of shards is changed', async () => {
    const { queue, store } = running;
    const logger = createLogger({ name: 'test', level: 'silent' });
    for (const queueShards of [1, 2]) {
      const redis = { url: cluster.url, mode: 'cluster', queueShards } as const;
      const other = await openMembershipGateway({ ...queue, redis, store, logger });
      const commands = Array.from({ length: 8 }, (_, index) => addIn(1 + index, 1));
      const submissions = commands.map((command) => other.gateway.submit(command, { waitMs: 10_000 }));
      expect((await Promise.all(submissions)).map(({ state }) => state)).toEqual(commands.map(() => 'settled'));
      await other.close();
    }
    expect(drained()).toContain('membership');
    expect(drained()).toContain('membership.0-of-2');
  }, 60_000);

  it('leaves no job behind in shards of another number that were silent when it was due', async () => {
    // Both lie on the last node. The worker knows the first, and has to find the second.
    const shards = ['1-of-2', '3-of-4'];
    await leaveJob(addIn(1, 1), '1-of-2');
    while (!drained().includes('membership.1-of-2')) await delay(50);
    const left = shards.map(() => addIn(1, 1));
    await Promise.all(shards.map((shard, index) => leaveJob(left[index] as MembershipCommand, shard)));
    const node = cluster.masters.at(-1);
    node?.freeze();
    await delay(SILENT_MS);
    expect(await Promise.all(left.map(isApplied))).toEqual([false, false]);
    node?.thaw();
    for (const command of left) while (!(await isApplied(command))) await delay(50);
    expect(drained()).toContain('membership.3-of-4');
  }, 180_000);
});
