import { z } from 'zod';

/** How often each process writes a sample of itself, in milliseconds. */
export const SAMPLE_INTERVAL_MS = 10_000;

/** A process whose last sample is older than this, in milliseconds, is not alive: it missed three samples. */
export const SAMPLE_ALIVE_MS = 35_000;

export const processKindSchema = z.enum(['api', 'worker', 'slack-bot', 'console']);
export type ProcessKind = z.infer<typeof processKindSchema>;

const count = z.number().int().nonnegative();
const milliseconds = z.number().nonnegative();

/**
 * The values of the interval. `counts[i]` of them were at most `bounds[i]` and more than `bounds[i - 1]`; the last count has
 * no bound and is of the values above all bounds. Histograms of the same values from several processes or intervals can be
 * added if their bounds are equal.
 */
export const sampledHistogramSchema = z.object({
  bounds: z.array(z.number()),
  counts: z.array(count),
  sum: z.number().nonnegative(),
});
export type SampledHistogram = z.infer<typeof sampledHistogramSchema>;

/** The backlog of a queue, as the worker read it. It is the same for all workers: take one, not the sum. */
export const sampledQueueSchema = z.object({
  waiting: count,
  active: count,
  delayed: count,
  /** Jobs that used up all their attempts and were not removed yet. */
  failed: count,
  /** How long the next job has waited, in milliseconds; null when none waits. */
  oldest_waiting_ms: milliseconds.nullable(),
});
export type SampledQueue = z.infer<typeof sampledQueueSchema>;

/** The backlog in the database, as the worker read it. It is the same for all workers. */
export const sampledDatabaseSchema = z.object({
  /** Operations that are committed but not carried out, and how long the oldest has waited (null: there is none). */
  accepted: count,
  oldest_accepted_ms: milliseconds.nullable(),
  /** How far the slowest replica is behind, in milliseconds; null without replicas. */
  replication_lag_ms: milliseconds.nullable(),
});
export type SampledDatabase = z.infer<typeof sampledDatabaseSchema>;

/**
 * The changes that a process (API, bot) took in the interval. `outcomes` counts the answers: `added`,
 * `present`, `removed`, `moved`, `accepted` (a 202), `failed`, `cancelled`, or the code of the error, such as
 * `DEPARTMENT_MEMBERSHIP_DUPLICATE` or `OVERLOADED`.
 */
export const sampledGatewaySchema = z.object({
  outcomes: z.record(z.string(), count),
  /** From taking a command to knowing its outcome, in milliseconds. */
  end_to_end_ms: sampledHistogramSchema,
  /** Commands whose outcome is awaited at the time of the sample. */
  in_flight: count,
  /** Outcomes that no reply brought and that were read from the operation. */
  lost_replies: count,
});

/**
 * The batches that a worker applied in the interval. `outcomes` counts commands: `added`, `present`, `removed`, `moved`, or
 * the code of the rejection. Replays of settled operations count again.
 */
export const sampledWorkerSchema = z.object({
  outcomes: z.record(z.string(), count),
  /** From the gateway taking a command to the start of its batch, in milliseconds. */
  queue_wait_ms: sampledHistogramSchema,
  /** The transaction without its COMMIT, the COMMIT, and the reply; per batch, in milliseconds. */
  apply_ms: sampledHistogramSchema,
  commit_ms: sampledHistogramSchema,
  reply_ms: sampledHistogramSchema,
  /** Commands in one transaction. */
  batch_size: sampledHistogramSchema,
  /** Commands in flight at the time of the sample. */
  in_flight: count,
  /** Overdue operations that were carried out without a job. */
  relayed: count,
});

/** A process over one interval, without the fields that do not concern it. Counts are of the interval, not totals. */
export const processSampleSchema = z.object({
  /** The length of the interval, in milliseconds: divide by it for rates. */
  interval_ms: milliseconds,
  /** The 99th percentile of the event loop's delay, in milliseconds. */
  event_loop_lag_ms: milliseconds,
  memory_bytes: count,
  /** The last sample of a process that was stopped: it is no longer alive. */
  stopped: z.boolean().optional(),
  /** Connections to Postgres, how many are idle, and how many callers wait for one. */
  pool: z.object({ total: count, idle: count, waiting: count }).optional(),
  /** HTTP requests by class of status: `2xx`, `4xx`, `5xx`. `4xx` includes 499, callers who disconnected. */
  requests: z.record(z.string(), count).optional(),
  gateway: sampledGatewaySchema.optional(),
  worker: sampledWorkerSchema.optional(),
  /** By name of the queue, all shards together. From workers, while the queue is reachable. */
  queues: z.record(z.string(), sampledQueueSchema).optional(),
  /** By name of the queue in each shard that is reachable, like `membership.0-of-3`. From workers. */
  shards: z.record(z.string(), sampledQueueSchema).optional(),
  /** From workers. */
  database: sampledDatabaseSchema.optional(),
});
export type ProcessSample = z.infer<typeof processSampleSchema>;

/** The process that a sample is of. */
export interface ProcessIdentity {
  readonly kind: ProcessKind;
  /** `host:pid:random`: new at every start. */
  readonly id: string;
  readonly version: string;
  readonly startedAt: Date;
}
