import type { Redis } from 'ioredis';

/** A part of ioredis 5.11 that its types keep private. */
interface SocketTimer {
  socketTimeoutTimer?: NodeJS.Timeout | undefined;
}

/**
 * Completes what ioredis does about servers that do not answer. `connectTimeout` ends when a connection is accepted; what
 * is sent then, before the connection is ready, gets `limitMs` here. And the timer of `socketTimeout` outlives its
 * connection: it would end the next one, which answers.
 */
export function leaveWhenSilent(redis: Redis, limitMs: number): Redis {
  const timer = redis as unknown as SocketTimer;
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
  return redis;
}

function silent(limitMs: number): Error {
  const message = `Redis accepted the connection, and did not answer within ${limitMs} ms`;
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}
