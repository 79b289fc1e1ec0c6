import { serverName } from '../server-name.js';
import { addressOf } from './connect-redis.js';
import { openOnce } from './open-once.js';
import type { RedisNode, RedisSettings } from './redis-settings.js';

const UNTRUSTED = /CERT|ERR_TLS|UNABLE_TO_/;
const REFUSED = /^(?:WRONGPASS|NOAUTH)\b/;

/**
 * Compares the server with the settings, because a server in another mode would fail every command. Resolves with a
 * sentence that says what to set, or undefined when it fits or nothing answers yet.
 */
export async function redisMismatch(settings: RedisSettings | undefined): Promise<string | undefined> {
  if (!settings) return undefined;
  for (const node of addressOf(settings).nodes) {
    const answer = await ask(node, settings);
    if (answer !== null) return answer.mismatch;
  }
  return undefined;
}

/** Null when the node does not answer. */
async function ask(node: RedisNode, settings: RedisSettings): Promise<{ mismatch: string | undefined } | null> {
  const redis = openOnce(node, settings);
  let broken: NodeJS.ErrnoException | undefined;
  redis.on('error', (error) => {
    broken = error;
  });
  try {
    const fields = readFields(await redis.info());
    const master = settings.mode === 'sentinel' && fields.redis_mode === 'sentinel' ? settings.sentinel?.master : null;
    const known = master ? (await redis.call('SENTINEL', 'get-master-addr-by-name', master)) !== null : true;
    return { mismatch: mismatchOf(serverName(node), settings, fields, known) };
  } catch (error) {
    const { message, code = '' } = broken ?? (error as NodeJS.ErrnoException);
    if (REFUSED.test(message))
      return { mismatch: `${serverName(node)} refuses the user or password it is given: ${message}` };
    if (!UNTRUSTED.test(code)) return null;
    return { mismatch: `The certificate of ${serverName(node)} is not trusted (${message}): set REDIS_CA_FILE.` };
  } finally {
    redis.disconnect();
  }
}

function mismatchOf(
  name: string,
  { mode, sentinel, queueShards = 1 }: RedisSettings,
  { redis_mode, cluster_enabled, role, redis_version }: Record<string, string>,
  masterIsKnown: boolean,
): string | undefined {
  if (mode === 'sentinel') {
    if (redis_mode !== 'sentinel')
      return `${name} is not a Sentinel: name Sentinels in REDIS_URL, or unset REDIS_MODE.`;
    if (masterIsKnown) return undefined;
    return `The Sentinel at ${name} knows no master named "${sentinel?.master}": correct REDIS_SENTINEL_MASTER.`;
  }
  if (redis_mode === 'sentinel')
    return `${name} is a Sentinel: set REDIS_MODE=sentinel, or name the server itself in REDIS_URL.`;
  const isClusterNode = cluster_enabled === '1';
  if (mode === 'cluster' && !isClusterNode)
    return `${name} is not a node of a Redis cluster: unset REDIS_MODE, or name a node.`;
  // Replies of shards go by SPUBLISH. Valkey names the version of Redis that it is compatible with.
  if (mode === 'cluster' && queueShards > 1 && Number.parseInt(redis_version ?? '', 10) < 7)
    return `${name} is Redis ${redis_version}: QUEUE_SHARDS needs version 7 of a cluster; unset it, or update the cluster.`;
  if (mode === 'cluster') return undefined;
  if (isClusterNode) return `${name} is a node of a Redis cluster: set REDIS_MODE=cluster.`;
  return role === 'slave' ? `${name} is a replica: name the master, or use Sentinel (REDIS_MODE=sentinel).` : undefined;
}

function readFields(info: string): Record<string, string> {
  return Object.fromEntries([...info.matchAll(/^([a-z_]+):(.*?)\r?$/gm)].map(([, name, value]) => [name, value]));
}
