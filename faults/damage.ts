import { setTimeout as delay } from 'node:timers/promises';
import { type LocalRedis, startRedis, type TcpProxy } from '@roster/local-stack';
import { every } from './fault.js';
import type { Stack } from './stack.js';

/** How long a server is out of reach, in milliseconds. */
export const OUTAGE_MS = 4_000;

/** Ends all connections of Roster to Postgres, again and again. */
export function terminateConnections(stack: Stack): Promise<void> {
  return every(300, 15, () =>
    stack.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'roster-%' AND pid <> pg_backend_pid()`,
    ),
  );
}

/** Cuts all connections; those that are made in the next `ms` are accepted and never answered. */
export async function silentFor(proxy: TcpProxy, ms: number): Promise<void> {
  proxy.fallSilent();
  await delay(ms);
  proxy.speak();
}

export function redisOf(stack: Stack): LocalRedis {
  if (!stack.redis) throw new Error('This fault needs Redis');
  return stack.redis;
}

/** Kills Redis, which has written nothing down, and starts it on the same port after a while. */
export async function restartRedisEmpty(stack: Stack): Promise<void> {
  const { port } = redisOf(stack);
  await redisOf(stack).kill();
  await delay(OUTAGE_MS);
  const fresh = await startRedis({ port });
  Object.assign(redisOf(stack), { stop: () => fresh.stop(), kill: () => fresh.kill() });
}
