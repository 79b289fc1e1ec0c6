import { cpus, totalmem } from 'node:os';
import { connectRedis } from '@roster/connections';
import { loadGenerator } from '../load/run-load.js';
import { query } from '../stack/query.js';
import type { Stack } from '../stack/stack.js';

/** What the numbers depend on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  readonly postgres: string;
  readonly redis: string;
  readonly load: string;
  readonly date: string;
}

export async function describeMachine(stack: Stack): Promise<Machine> {
  const [row] = await query<{ version: string }>(
    stack.postgres.url,
    `SELECT current_setting('server_version') AS version`,
  );
  return {
    cpu: cpus()[0]?.model.trim() || 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    postgres: row?.version ?? 'unknown',
    redis: await redisVersion(stack),
    load: loadGenerator,
    date: new Date().toISOString().slice(0, 10),
  };
}

async function redisVersion({ redis }: Stack): Promise<string> {
  if (!redis) return 'none';
  const client = connectRedis({ url: redis.url }, 'worker', { warn() {} });
  try {
    return /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? 'unknown';
  } finally {
    client.disconnect();
  }
}

/** In a sentence. */
export function machineText({ cpu, cores, memoryGiB, platform, node, postgres, redis, load, date }: Machine): string {
  return `${date}: ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${platform}; Node ${node}, Postgres ${postgres} (fsync on), Redis ${redis} (append-only file, everysec), load from ${load} on the same machine.`;
}
