import type { SampledDatabase, SampledQueue } from '@roster/domain';
import { Gauge, type Registry } from 'prom-client';

/** The last known backlog. */
export interface Backlog {
  /** By the name of the queue, all shards together; undefined while the queue is unreachable. */
  readonly queues?: Readonly<Record<string, SampledQueue & { readonly oldest_failed_ms: number | null }>> | undefined;
  /** Each shard of each queue, without those that are unreachable. */
  readonly shards?: Readonly<Record<string, ShardBacklog>> | undefined;
  /** Undefined while the database is unreachable. */
  readonly database?: DatabaseBacklog | undefined;
}

interface ShardBacklog extends SampledQueue {
  readonly queue: string;
  readonly shard: string;
}

interface DatabaseBacklog extends SampledDatabase {
  readonly oldest_bulk_ms: number | null;
  readonly unsealed_ms: number | null;
  readonly feed_lag_ms: number | null;
  readonly feed_position: number;
}

const JOB_STATES = ['waiting', 'active', 'delayed', 'failed'] as const;

/** Adds the backlog to the metrics. It is the same for all workers: alerts take the maximum. Unknown values are left out. */
export function watchBacklog(registry: Registry, read: () => Backlog): void {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    valuesOf: (backlog: Backlog) => [Record<Label, string>, number | null][],
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const [labels, value] of valuesOf(read())) if (value !== null) this.set(labels, value);
      },
    });
  const queues = ({ queues: known = {} }: Backlog) => Object.entries(known);
  const seconds = (ms: number | null) => (ms ?? 0) / 1_000;

  gauge('roster_queue_jobs', 'Jobs on the queue, by their state.', ['queue', 'state'], (backlog) =>
    queues(backlog).flatMap(([queue, counts]) =>
      JOB_STATES.map((state): [{ queue: string; state: string }, number] => [{ queue, state }, counts[state]]),
    ),
  );
  gauge('roster_queue_oldest_waiting_seconds', 'How long the next job has been waiting.', ['queue'], (backlog) =>
    queues(backlog).map(([queue, state]) => [{ queue }, seconds(state.oldest_waiting_ms)]),
  );
  const shards = ({ shards: known = {} }: Backlog) => Object.values(known);
  gauge('roster_queue_shard_jobs', 'Jobs in each shard, by their state.', ['queue', 'shard', 'state'], (backlog) =>
    shards(backlog).flatMap(({ queue, shard, ...counts }) =>
      JOB_STATES.map((state): [{ queue: string; shard: string; state: string }, number] => [
        { queue, shard, state },
        counts[state],
      ]),
    ),
  );
  gauge(
    'roster_queue_shard_oldest_waiting_seconds',
    'How long the next job of each shard has been waiting.',
    ['queue', 'shard'],
    (backlog) =>
      shards(backlog).map(({ queue, shard, ...state }) => [{ queue, shard }, seconds(state.oldest_waiting_ms)]),
  );
  gauge('roster_queue_oldest_failed_seconds', 'How long ago the oldest failed job failed.', ['queue'], (backlog) =>
    queues(backlog).map(([queue, state]) => [{ queue }, seconds(state.oldest_failed_ms)]),
  );
  gauge('roster_operations_accepted', 'Single changes stored but not carried out yet.', [], ({ database }) =>
    database ? [[{}, database.accepted]] : [],
  );
  gauge(
    'roster_operations_oldest_accepted_seconds',
    'Age of the oldest operation that has not ended: of single changes, and of bulks.',
    ['kind'],
    ({ database }) =>
      database
        ? [
            [{ kind: 'single' }, seconds(database.oldest_accepted_ms)],
            [{ kind: 'bulk' }, seconds(database.oldest_bulk_ms)],
          ]
        : [],
  );
  gauge('roster_audit_unsealed_seconds', 'Age of the oldest audit event that is not sealed.', [], ({ database }) =>
    database ? [[{}, seconds(database.unsealed_ms)]] : [],
  );
  gauge(
    'roster_feed_lag_seconds',
    'Age of the oldest audit event without a position in the feed.',
    [],
    ({ database }) => (database ? [[{}, seconds(database.feed_lag_ms)]] : []),
  );
  gauge('roster_feed_position', 'The last position in the feed: its rate is that of events.', [], ({ database }) =>
    database ? [[{}, database.feed_position]] : [],
  );
  gauge('roster_replication_lag_seconds', 'How far the slowest replica lags behind.', [], ({ database }) =>
    database && database.replication_lag_ms !== null ? [[{}, seconds(database.replication_lag_ms)]] : [],
  );
}
