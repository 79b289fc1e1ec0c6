import { z } from 'zod';

/** Each process writes a sample of itself this often, in milliseconds. */
export const SAMPLE_INTERVAL_MS = 10_000;

/** A process whose last sample is older than this, in milliseconds, is not alive: it missed three. */
export const SAMPLE_ALIVE_MS = 35_000;

export const processKindSchema = z.enum(['api', 'worker', 'slack-bot', 'console']);
export type ProcessKind = z.infer<typeof processKindSchema>;

const count = z.number().int().nonnegative();
const milliseconds = z.number().nonnegative();

/**
 * The values that came in during the interval. `counts[i]` of them were at most `bounds[i]` and more than
 * `bounds[i - 1]`; the last count, for which there is no bound, is of those above all bounds. Histograms of one meaning
 * from several processes or intervals may be added when their bounds are the same.
 */
export const sampledHistogramSchema = z.object({
  bounds: z.array(z.number()),
  counts: z.array(count),
  sum: z.number().nonnegative(),
});
export type SampledHistogram = z.infer<typeof sampledHistogramSchema>;

/** What waits on one queue, as the sampling worker read it: the same for all workers, so take one, not the sum. */
export const sampledQueueSchema = z.object({
  waiting: count,
  active: count,
  delayed: count,
  /** Jobs that used all their attempts up and were not removed yet. */
  failed: count,
  /** How long the job that comes next has waited, in milliseconds; null when none waits. */
  oldest_waiting_ms: milliseconds.nullable(),
});
export type SampledQueue = z.infer<typeof sampledQueueSchema>;

/** What the database holds, as the sampling worker read it: the same for all workers. */
export const sampledDatabaseSchema = z.object({
  /** Operations that are committed but not carried out yet, and how long the oldest has waited (null: there is none). */
  accepted: count,
  oldest_accepted_ms: milliseconds.nullable(),
  /** How far the slowest replica is behind, in milliseconds; null without replicas. */
  replication_lag_ms: milliseconds.nullable(),
});
export type SampledDatabase = z.infer<typeof sampledDatabaseSchema>;

/**
 * Changes, as a process that takes them (API, bot) saw them in the interval. `outcomes` counts the answers: `added`,
 * `present`, `removed`, `moved`, `accepted` (a 202), `failed`, `cancelled`, or the code of the error, as in
 * `DEPARTMENT_MEMBERSHIP_DUPLICATE` and `OVERLOADED`.
 */
export const sampledGatewaySchema = z.object({
  outcomes: z.record(z.string(), count),
  /** From taking a command to knowing how it ended, in milliseconds. */
  end_to_end_ms: sampledHistogramSchema,
  /** Commands that wait for their outcome at the moment of the sample. */
  in_flight: count,
  /** Outcomes that no reply brought and that were found by looking the operation up. */
  lost_replies: count,
});

/**
 * Batches, as a worker applied them in the interval. `outcomes` counts commands: `added`, `present`, `removed`, `moved`,
 * or the code of the rejection; replays of what was settled before count again.
 */
export const sampledWorkerSchema = z.object({
  outcomes: z.record(z.string(), count),
  /** From the command being taken by its gateway to its batch being begun, in milliseconds. */
  queue_wait_ms: sampledHistogramSchema,
  /** The transaction without its COMMIT, the COMMIT, and the reply; per batch, in milliseconds. */
  apply_ms: sampledHistogramSchema,
  commit_ms: sampledHistogramSchema,
  reply_ms: sampledHistogramSchema,
  /** Commands in one transaction. */
  batch_size: sampledHistogramSchema,
  /** Commands that are in hand at the moment of the sample. */
  in_flight: count,
  /** Operations that the relay carried out because no job brought them. */
  relayed: count,
});

/** One process over one interval; what is not its business is absent. Counts are of the interval, not totals. */
export const processSampleSchema = z.object({
  /** How long the interval was, in milliseconds: divide by it for rates. */
  interval_ms: milliseconds,
  /** The 99th percentile of the event loop's delay, in milliseconds. */
  event_loop_lag_ms: milliseconds,
  memory_bytes: count,
  /** The last sample of a process that ended as it was asked to: it is not alive any more. */
  stopped: z.boolean().optional(),
  /** Connections to Postgres, those of them that are idle, and callers that wait for one. */
  pool: z.object({ total: count, idle: count, waiting: count }).optional(),
  /** HTTP answers by class of status: `2xx`, `4xx`, `5xx`. */
  requests: z.record(z.string(), count).optional(),
  gateway: sampledGatewaySchema.optional(),
  worker: sampledWorkerSchema.optional(),
  /** By the name of the queue. From workers, while the queue is in reach. */
  queues: z.record(z.string(), sampledQueueSchema).optional(),
  /** From workers. */
  database: sampledDatabaseSchema.optional(),
});
export type ProcessSample = z.infer<typeof processSampleSchema>;

/** Whose samples they are. */
export interface ProcessIdentity {
  readonly kind: ProcessKind;
  /** `host:pid:random`: another one after every start. */
  readonly id: string;
  readonly version: string;
  readonly startedAt: Date;
}
