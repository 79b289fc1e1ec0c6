import type { Redis } from 'ioredis';

/** Parts of ioredis 5.11 that its types keep private. */
interface PrivateRedis {
  socketTimeoutTimer?: NodeJS.Timeout | undefined;
  setStatus(status: 'end'): void;
  flushQueue(error: Error): void;
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

/**
 * A connection that is closed between two attempts to connect emits no `end` and keeps its pending commands, so closing
 * it would never finish.
 */
function endBetweenAttempts(redis: Redis): void {
  const disconnect = redis.disconnect.bind(redis);
  redis.disconnect = (reconnect = false) => {
    const betweenAttempts = redis.status === 'reconnecting';
    disconnect(reconnect);
    if (reconnect || !betweenAttempts) return;
    const { setStatus, flushQueue } = redis as unknown as PrivateRedis;
    setStatus.call(redis, 'end');
    flushQueue.call(redis, new Error('Connection is closed.'));
  };
}

function silent(limitMs: number): Error {
  const message = `Redis accepted the connection, and did not answer within ${limitMs} ms`;
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}
