import { serverName } from '../server-name.js';
import { addressOf } from './connect-redis.js';
import { openOnce } from './open-once.js';
import type { RedisNode, RedisSettings } from './redis-settings.js';

const SETTING = 'cluster-require-full-coverage';

/**
 * Resolves with a sentence that says what would be safer: with `cluster-require-full-coverage yes`, Redis' default, the loss
 * of one master stops all shards. Undefined when there is nothing to say, or no node reports `yes`: many
 * managed services do not allow the setting to be read.
 */
export async function redisAdvice(settings: RedisSettings | undefined): Promise<string | undefined> {
  if (settings?.mode !== 'cluster' || (settings.queueShards ?? 1) === 1) return undefined;
  const nodes = addressOf(settings).nodes;
  const required = await Promise.all(nodes.map((node) => requiresFullCoverage(node, settings)));
  const names = nodes.filter((_, index) => required[index]).map(serverName);
  if (names.length === 0) return undefined;
  return (
    `The Redis cluster runs with ${SETTING} yes (${names.join(', ')}), so that all shards of the queue stop while one ` +
    `master is lost: set it to no on every node (CONFIG SET ${SETTING} no, then CONFIG REWRITE).`
  );
}

/** False also when the node does not answer, or refuses to tell. */
async function requiresFullCoverage(node: RedisNode, settings: RedisSettings): Promise<boolean> {
  const redis = openOnce(node, settings);
  redis.on('error', () => undefined);
  try {
    const [, value] = (await redis.config('GET', SETTING)) as string[];
    return value === 'yes';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
