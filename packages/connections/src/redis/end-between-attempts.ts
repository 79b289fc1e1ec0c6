import type { Cluster, Redis } from 'ioredis';

/** Parts of ioredis 5.11 that its types keep private. */
interface PrivateParts {
  setStatus(status: 'end'): void;
  flushQueue(error: Error): void;
}

/**
 * A connection that is closed between two attempts to connect emits no `end` and keeps its pending commands, so closing
 * it would never finish.
 */
export function endBetweenAttempts(connection: Redis | Cluster): void {
  const internals = connection as unknown as PrivateParts;
  const disconnect = connection.disconnect.bind(connection);
  connection.disconnect = (reconnect = false) => {
    const betweenAttempts = connection.status === 'reconnecting';
    disconnect(reconnect);
    if (reconnect || !betweenAttempts) return;
    internals.setStatus('end');
    internals.flushQueue(new Error('Connection is closed.'));
  };
}
