import { Counter, Gauge, type Registry } from 'prom-client';
import { watchNumber } from './process-metrics.js';

/** What is known of the replica that serves reads. */
interface WatchedReplica {
  /** Null when it is used. */
  readonly failure: string | null;
  /** Null when not known. */
  readonly lag: { readonly ms: number; readonly bytes: number } | null;
}

/** Metrics of the replica that serves reads, as this process sees it. */
export class ReplicaMetrics {
  private readonly reads;

  constructor(registry: Registry, read: () => WatchedReplica) {
    this.reads = new Counter({
      name: 'roster_replica_reads_total',
      help: 'Reads that a replica may serve, by the server that did: replica or primary, and why it was the primary.',
      labelNames: ['server', 'reason'],
      registers: [registry],
    });
    watchNumber(registry, 'roster_replica_up', '1 while the replica is used for reads, otherwise 0.', () =>
      read().failure === null ? 1 : 0,
    );
    const lag = (name: string, help: string, value: (lag: { ms: number; bytes: number }) => number) => {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          const known = read().lag;
          if (known === null) this.remove();
          else this.set(value(known));
        },
      });
    };
    lag('roster_replica_lag_seconds', 'How old the data of the replica is at most.', ({ ms }) => ms / 1_000);
    lag('roster_replica_lag_bytes', 'How much log the replica has not replayed.', ({ bytes }) => bytes);
  }

  /** @param reason why it was the primary; empty for the replica */
  served(server: 'replica' | 'primary', reason: string): void {
    this.reads.inc({ server, reason });
  }
}
