import type { Redis } from 'ioredis';
import { endBetweenAttempts } from './end-between-attempts.js';

/** ioredis 5.11 keeps this private. */
interface PrivateRedis {
  socketTimeoutTimer?: NodeJS.Timeout | undefined;
}

/**
 * Completes ioredis' handling of silent servers. Its `connectTimeout` ends when the connection is accepted; this limits
 * the time from then until the connection is ready. And the timer of its `socketTimeout` outlives the connection and
 * would close the next one, which answers.
 */
export function leaveWhenSilent(redis: Redis, limitMs: number): Redis {
  const timer = redis as unknown as PrivateRedis;
  let handshake: NodeJS.Timeout | undefined;
  redis.on('connect', () => {
    clearTimeout(handshake);
    handshake = setTimeout(() => redis.stream.destroy(silent(limitMs)), limitMs);
  });
  redis.on('ready', () => clearTimeout(handshake));
  redis.on('close', () => {
    clearTimeout(handshake);
    clearTimeout(timer.socketTimeoutTimer);
    timer.socketTimeoutTimer = undefined;
  });
  endBetweenAttempts(redis);
  return redis;
}

function silent(limitMs: number): Error {
  const message = `Redis accepted the connection, and did not answer within ${limitMs} ms`;
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}
