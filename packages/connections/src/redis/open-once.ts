import { Redis } from 'ioredis';
import { accessOptions, addressOf } from './connect-redis.js';
import type { RedisNode, RedisSettings } from './redis-settings.js';

/** How long a server may take to answer at the start, in milliseconds. */
const LIMIT_MS = 2_000;

/** A connection to one node, as it is asked at the start: it is not made again when it fails. */
export function openOnce(node: RedisNode, settings: RedisSettings): Redis {
  const { mode, sentinel } = settings;
  const access = accessOptions(addressOf(settings), settings);
  if (mode === 'sentinel') {
    delete access.username;
    delete access.password;
    if (sentinel?.username !== undefined) access.username = sentinel.username;
    if (sentinel?.password !== undefined) access.password = sentinel.password;
  }
  return new Redis({
    ...access,
    ...node,
    retryStrategy: () => null,
    enableReadyCheck: false,
    connectTimeout: LIMIT_MS,
    commandTimeout: LIMIT_MS,
    disconnectTimeout: 100,
  });
}
