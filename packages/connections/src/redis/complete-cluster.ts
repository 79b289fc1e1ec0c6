import type { Cluster } from 'ioredis';
import { endBetweenAttempts } from './end-between-attempts.js';

/** ioredis 5.11 keeps this private. */
interface PrivateCluster {
  setStatus(status: string): void;
}

/**
 * Completes how ioredis reports the state of a connection to a cluster. BullMQ waits for these reports, and without them a
 * worker takes no more jobs after a node was silent.
 */
export function completeCluster(cluster: Cluster): Cluster {
  staysEnded(cluster);
  endBetweenAttempts(cluster);
  settlesConnect(cluster);
  return cluster;
}

/** `close` comes once for each node that there was, also after `end`: as if there were another attempt to connect. */
function staysEnded(cluster: Cluster): void {
  const internals = cluster as unknown as PrivateCluster;
  const setStatus = internals.setStatus.bind(cluster);
  internals.setStatus = (status) => {
    if (status !== 'close' || cluster.status !== 'end') setStatus(status);
  };
}

/** An attempt to connect whose ready check fails is followed by others, but what `connect` returned never settles. */
function settlesConnect(cluster: Cluster): void {
  const connect = cluster.connect.bind(cluster);
  cluster.connect = () =>
    new Promise((resolve, reject) => {
      const ended = () => finish(() => reject(new Error('Connection is closed.')));
      const finish = (settle: () => void) => {
        cluster.off('ready', ready);
        cluster.off('end', ended);
        settle();
      };
      const ready = () => finish(resolve);
      cluster.once('ready', ready);
      cluster.once('end', ended);
      connect().then(ready, (error: Error) => finish(() => reject(error)));
    });
}
