import type { MembershipCommand } from '@roster/domain';
import {
  addCommand,
  describeWithRedis,
  inlineCommand,
  type LocalRedisCluster,
  startRedisCluster,
} from '@roster/local-stack';
import { JobConsumers, openMembershipGateway, shardIndexOf } from '@roster/queue';
import { createLogger, HealthMonitor } from '@roster/runtime';
import { type RunningWorker, startWorker } from './worker.fixture.js';

const SHARDS = 3;
const ORGANIZATIONS = 1_500;

/** Adds under way at a time. */
const CONCURRENCY = 64;

/** Commands that a cluster's clients and its operators send, and that no job needs. */
const UPKEEP = /^cmdstat_(?:cluster|info|ping|hello|client|command|config|auth|readonly|select|replconf|psync)\b/;

let cluster: LocalRedisCluster;
let running: RunningWorker;
let env: Record<string, string>;

beforeAll(async () => {
  cluster = await startRedisCluster({ masters: 3, requireFullCoverage: false });
  env = { REDIS_URL: cluster.url, REDIS_MODE: 'cluster', QUEUE_SHARDS: String(SHARDS) };
  running = await startWorker({ env });
  await running.owner.query(
    `WITH numbers AS (SELECT lpad(number::text, 5, '0') AS n FROM generate_series(1, $1::int) AS number),
       organization AS (INSERT INTO organizations (id, name) SELECT 'org_' || n, n FROM numbers),
       department AS (INSERT INTO departments (id, organization_id, name) SELECT 'dept_' || n, 'org_' || n, n FROM numbers)
     INSERT INTO organization_members (organization_id, user_id, full_name, email)
     SELECT 'org_' || n, 'usr_' || n || number, 'Somebody', n || number || '@company.com'
       FROM numbers CROSS JOIN generate_series(1, 2) AS number`,
    [ORGANIZATIONS],
  );
}, 60_000);

afterAll(async () => {
  await running?.close();
  await cluster?.stop();
}, 60_000);

function addIn(organization: number, person: number): MembershipCommand {
  const number = String(organization).padStart(5, '0');
  return addCommand({
    organizationId: `org_${number}`,
    departmentId: `dept_${number}`,
    userId: `usr_${number}${person}`,
  } as Parameters<typeof addCommand>[0]);
}

/** Resolves with the states of the submissions, in order. */
async function submitAll(commands: readonly MembershipCommand[], waitMs = 10_000): Promise<string[]> {
  const states: string[] = [];
  const next = commands.entries();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const [index, command] of next) states[index] = (await running.gateway.submit(command, { waitMs })).state;
    }),
  );
  return states;
}

async function infoOf(port: number, section: string): Promise<[string, string][]> {
  const lines = (await inlineCommand(port, `INFO ${section}`)).matchAll(/^(\w+[^:\r\n]*):(.*?)\r?$/gm);
  return [...lines].map(([, name = '', value = '']) => [name, value]);
}

async function dataCommands(port: number): Promise<number> {
  const stats = (await infoOf(port, 'commandstats')).filter(([name]) => !UPKEEP.test(name));
  return stats.reduce((sum, [, value]) => sum + Number(/calls=(\d+)/.exec(value)?.[1]), 0);
}

/** Commands that the node answered with MOVED, ASK or CROSSSLOT. A new connection's first may be, and are sent again. */
async function redirections(port: number): Promise<number> {
  const stats = (await infoOf(port, 'errorstats')).filter(([name]) => /MOVED|ASK|CROSSSLOT/.test(name));
  return stats.reduce((sum, [, value]) => sum + Number(/count=(\d+)/.exec(value)?.[1]), 0);
}

describeWithRedis('a queue in three shards, on a cluster of three masters', () => {
  it('gives each node as much to do, and no node a command of another', async () => {
    const ports = cluster.masters.map(({ port }) => port);
    const [before, redirected] = await Promise.all([
      Promise.all(ports.map(dataCommands)),
      Promise.all(ports.map(redirections)),
    ]);
    const commands = Array.from({ length: 2 * ORGANIZATIONS }, (_, index) =>
      addIn(1 + (index % ORGANIZATIONS), index < ORGANIZATIONS ? 1 : 2),
    );
    expect(new Set(await submitAll(commands))).toEqual(new Set(['settled']));

    const after = await Promise.all(ports.map(dataCommands));
    const done = after.map((count, index) => count - (before[index] ?? 0));
    const mean = done.reduce((sum, count) => sum + count, 0) / done.length;
    for (const count of done) expect(Math.abs(count / mean - 1)).toBeLessThan(0.1);
    expect(await Promise.all(ports.map(redirections))).toEqual(redirected);
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
      const waiting = submitAll(commands.filter(isSilent), 1_000);
      const startedAt = performance.now();
      while (performance.now() - startedAt < 11_000)
        expect(new Set(await submitAll(others, 1_000))).toEqual(new Set(['settled']));
      expect(new Set(await waiting)).toEqual(new Set(['accepted']));

      const { status, checks } = await monitor.report();
      expect(status).toBe('ready');
      const failed = Object.keys(checks).filter((name) => checks[name]?.status === 'failed');
      expect(failed).toEqual(['queue.1-of-3', 'replies.1-of-3']);
    } finally {
      owner?.thaw();
    }
    while ((await submitAll(commands, 1_000)).includes('accepted'));
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
    const drained = running.app.get(JobConsumers).drainedQueues.map(({ opened }) => opened.name);
    expect(drained).toContain('membership');
    expect(drained).toContain('membership.0-of-2');
  }, 60_000);
});
