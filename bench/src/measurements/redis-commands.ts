import { connectRedis } from '@roster/connections';
import type { Stack } from '../stack/stack.js';

const SILENT = { info() {}, warn() {}, error() {} };

/** How often each command has run since the server started; empty without Redis. */
export async function redisCommands(stack: Stack): Promise<Map<string, number>> {
  if (!stack.redis) return new Map();
  const redis = connectRedis({ url: stack.redis.url }, 'worker', SILENT);
  try {
    const text = await redis.info('commandstats');
    const lines = text.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm);
    return new Map([...lines].map(([, name = '', calls]) => [name, Number(calls)]));
  } finally {
    redis.disconnect();
  }
}

/** The commands that ran in between, without those that came of looking. */
export function commandsBetween(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  const counts = [...after].map(([name, calls]) => [name, calls - (before.get(name) ?? 0)] as const);
  return new Map(counts.filter(([name, calls]) => calls > 0 && name !== 'info' && !name.startsWith('client')));
}
