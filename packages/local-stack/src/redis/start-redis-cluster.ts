import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { inlineCommand, untilTrue } from './inline-command.js';
import { type LocalRedis, type StartRedisOptions, startRedis } from './start-redis.js';

/** How long a node may be silent before the others replace it, in milliseconds. */
const NODE_TIMEOUT_MS = 2_000;
const SLOTS = 16_384;

export interface RedisClusterOptions {
  readonly masters: number;
  /** Replicas per master. Default: 0, so a lost master is not replaced. */
  readonly replicas?: number;
  /** Whether all nodes refuse commands while one master is lost, as is Redis' default (`cluster-require-full-coverage`). */
  readonly requireFullCoverage?: boolean;
  /** Whether nodes keep an append-only file. Default: a node that is started again is empty. */
  readonly appendOnly?: boolean;
}

export interface LocalRedisCluster {
  /** The initial masters, each with an equal share of the slots. */
  readonly masters: readonly LocalRedis[];
  readonly replicas: readonly LocalRedis[];
  /** Lists every node. */
  readonly url: string;
  /** The node that currently owns the slot of a key. */
  ownerOf(key: string): Promise<LocalRedis>;
  /** Starts a killed node again, on its port and from its files, and waits until it serves its slots. */
  restart(node: LocalRedis): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Redis cluster on 127.0.0.1 and waits until it serves all slots. */
export async function startRedisCluster({
  masters: count,
  replicas = 0,
  requireFullCoverage = true,
  appendOnly = false,
}: RedisClusterOptions): Promise<LocalRedisCluster> {
  const settings = { requireFullCoverage, appendOnly };
  const nodes = await Promise.all(Array.from({ length: count * (1 + replicas) }, () => startNode(settings)));
  const masters = nodes.slice(0, count);
  const first = portOf(masters[0]);
  try {
    for (const [index, { port }] of masters.entries()) {
      const [from, to] = [share(index, count), share(index + 1, count) - 1];
      await inlineCommand(port, `CLUSTER ADDSLOTSRANGE ${from} ${to}`);
    }
    for (const { port, busPort } of nodes.slice(1))
      await inlineCommand(first, `CLUSTER MEET 127.0.0.1 ${port} ${busPort}`);
    await untilAll(nodes, 'cluster_known_nodes', String(nodes.length));
    for (const [index, { port }] of nodes.slice(count).entries()) await replicate(port, portOf(masters[index % count]));
    await untilAll(nodes, 'cluster_state', 'ok');
  } catch (error) {
    await stopAll(nodes);
    throw error;
  }
  return {
    masters,
    replicas: nodes.slice(count),
    url: `redis://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    async ownerOf(key) {
      const slot = Number(/:(\d+)/.exec(await askAny(nodes, `CLUSTER KEYSLOT ${key}`))?.[1]);
      const lines = (await askAny(nodes, 'CLUSTER NODES')).split('\n');
      const owner = lines.find((line) => !line.includes('fail') && owns(line, slot)) ?? '';
      const node = nodes.find(({ port }) => owner.includes(`127.0.0.1:${port}@`));
      if (!node) throw new Error(`No node owns slot ${slot}`);
      return node;
    },
    async restart(node) {
      const known = nodes.find((one) => one === node);
      if (!known) throw new Error('The node is of another cluster');
      Object.assign(known, await startRedis(known.options));
      await untilAll([known], 'cluster_state', 'ok');
    },
    stop: () => stopAll(nodes),
  };
}

interface ClusterNode extends LocalRedis {
  readonly options: StartRedisOptions & { readonly dir: string };
  /** For the cluster bus. The default is the port plus 10,000, which may exceed 65,535. */
  readonly busPort: number;
}

async function startNode({
  requireFullCoverage,
  appendOnly,
}: Pick<Required<RedisClusterOptions>, 'requireFullCoverage' | 'appendOnly'>): Promise<ClusterNode> {
  const dir = mkdtempSync(join(tmpdir(), 'roster-redis-'));
  const busPort = await freePort();
  const cluster = ['--cluster-enabled', 'yes', '--cluster-port', String(busPort)];
  const timeout = ['--cluster-node-timeout', String(NODE_TIMEOUT_MS)];
  const coverage = ['--cluster-require-full-coverage', requireFullCoverage ? 'yes' : 'no'];
  const options = { dir, appendOnly, args: [...cluster, ...timeout, ...coverage] };
  const redis = await startRedis(options);
  return { ...redis, busPort, options: { ...options, port: redis.port } };
}

async function replicate(replica: number, master: number): Promise<void> {
  const id = /\$40\r\n(\w{40})/.exec(await inlineCommand(master, 'CLUSTER MYID'))?.[1];
  await untilTrue(`${replica} follows ${master}`, async () =>
    (await inlineCommand(replica, `CLUSTER REPLICATE ${id}`)).startsWith('+OK'),
  );
  await untilTrue(`${replica} has the data of ${master}`, async () =>
    (await inlineCommand(replica, 'INFO replication')).includes('master_link_status:up'),
  );
}

async function untilAll(nodes: readonly LocalRedis[], field: string, value: string): Promise<void> {
  for (const { port } of nodes)
    await untilTrue(`${field} of ${port} is ${value}`, async () =>
      (await inlineCommand(port, 'CLUSTER INFO')).includes(`${field}:${value}\r\n`),
    );
}

/** Asks a running node; others may have been killed or frozen. */
function askAny(nodes: readonly LocalRedis[], command: string): Promise<string> {
  return Promise.any(nodes.map(({ port }) => inlineCommand(port, command)));
}

function owns(line: string, slot: number): boolean {
  if (!line.includes('master')) return false;
  const ranges = line.trim().split(' ').slice(8);
  return ranges.some((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return from !== undefined && to !== undefined && from <= slot && slot <= to;
  });
}

function share(index: number, count: number): number {
  return Math.round((index * SLOTS) / count);
}

function portOf(node: LocalRedis | undefined): number {
  if (!node) throw new Error('A cluster has at least one master');
  return node.port;
}

async function stopAll(nodes: readonly ClusterNode[]): Promise<void> {
  await Promise.all(nodes.map((node) => node.stop()));
  for (const { options } of nodes) rmSync(options.dir, { recursive: true, force: true });
}
