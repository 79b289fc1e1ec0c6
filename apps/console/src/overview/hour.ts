import type { ProcessSampleRow } from '@roster/database';
import type { ProcessSample, SampledHistogram } from '@roster/domain';
import { addUp, mean, quantile } from './histogram.js';

const BUCKET_MS = 60_000;
const BUCKETS = 60;

/** A value per minute, the oldest first; null where nothing is known. */
export type Series = readonly (number | null)[];

const MADE = new Set(['added', 'present', 'removed', 'moved']);
/** Codes with which it is us who could not. */
const OURS = new Set(['failed', 'OVERLOADED', 'SERVICE_UNAVAILABLE', 'DATABASE_TIMEOUT', 'INTERNAL_ERROR']);

type Kind = 'made' | 'refused' | 'accepted' | 'errors';

export function kindOf(outcome: string): Kind {
  if (MADE.has(outcome)) return 'made';
  if (outcome === 'accepted') return 'accepted';
  return OURS.has(outcome) ? 'errors' : 'refused';
}

/**
 * The last hour of all processes together, minute by minute; times are in milliseconds. Sums what processes count and
 * takes once what each worker reads of the same database and queue.
 */
export function hourOf(rows: readonly ProcessSampleRow[], end: Date) {
  const minutes: ProcessSampleRow[][] = Array.from({ length: BUCKETS }, () => []);
  for (const row of rows) {
    const index = BUCKETS - 1 - Math.floor((end.getTime() - row.at.getTime()) / BUCKET_MS);
    minutes[Math.min(index, BUCKETS - 1)]?.push(row);
  }
  const each = (value: (rows: readonly ProcessSampleRow[]) => number | null): Series => minutes.map(value);
  const percentile = (share: number, pick: (sample: ProcessSample) => SampledHistogram | undefined) =>
    each((minute) => quantile(merged(minute, pick), share));
  const rate = (kind: Kind) => each((minute) => rateOf(minute, kind));
  return {
    end,
    /** Changes that were made, refused, accepted (202) and not answered because of us, per second. */
    made: rate('made'),
    refused: rate('refused'),
    accepted: rate('accepted'),
    errors: rate('errors'),
    p50: percentile(0.5, ({ gateway }) => gateway?.end_to_end_ms),
    p99: percentile(0.99, ({ gateway }) => gateway?.end_to_end_ms),
    queueWait: percentile(0.99, ({ worker }) => worker?.queue_wait_ms),
    apply: percentile(0.99, ({ worker }) => worker?.apply_ms),
    commit: percentile(0.99, ({ worker }) => worker?.commit_ms),
    waiting: each((minute) => largest(minute, (sample) => overQueues(sample, ({ waiting }) => waiting))),
    inHand: each((minute) => largest(minute, (sample) => overQueues(sample, ({ active }) => active))),
    oldestWaiting: each((minute) => largest(minute, oldestWaitingOf)),
    oldestAccepted: each((minute) => largest(minute, ({ database }) => database && (database.oldest_accepted_ms ?? 0))),
    acceptedCount: each((minute) => largest(minute, ({ database }) => database?.accepted)),
    failedJobs: each((minute) => largest(minute, (sample) => overQueues(sample, ({ failed }) => failed))),
    batchSize: each((minute) => mean(merged(minute, (sample) => sample.worker?.batch_size))),
    workers: each((minute) => (minute.length === 0 ? null : workersIn(minute))),
    replicationLag: each((minute) => largest(minute, ({ database }) => database?.replication_lag_ms ?? undefined)),
    /** Answers of the whole hour by outcome, the most frequent first. */
    outcomes: [...outcomesOf(rows)].sort((a, b) => b[1] - a[1]),
  };
}

export type Hour = ReturnType<typeof hourOf>;

function rateOf(minute: readonly ProcessSampleRow[], kind: Kind): number | null {
  const gateways = minute.filter(({ sample }) => sample.gateway !== undefined);
  if (gateways.length === 0) return null;
  let count = 0;
  for (const [outcome, times] of outcomesOf(gateways)) if (kindOf(outcome) === kind) count += times;
  return count / (BUCKET_MS / 1_000);
}

function outcomesOf(rows: readonly ProcessSampleRow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sample } of rows)
    for (const [outcome, count] of Object.entries(sample.gateway?.outcomes ?? {}))
      sums.set(outcome, (sums.get(outcome) ?? 0) + count);
  return sums;
}

function merged(
  minute: readonly ProcessSampleRow[],
  pick: (sample: ProcessSample) => SampledHistogram | undefined,
): SampledHistogram | null {
  return addUp(minute.flatMap(({ sample }) => pick(sample) ?? []));
}

/** The worst of the minute: an operator looks for peaks. */
function largest(
  minute: readonly ProcessSampleRow[],
  pick: (sample: ProcessSample) => number | undefined,
): number | null {
  const values = minute.flatMap(({ sample }) => pick(sample) ?? []);
  return values.length === 0 ? null : Math.max(...values);
}

function overQueues(
  { queues }: ProcessSample,
  pick: (queue: NonNullable<ProcessSample['queues']>[string]) => number,
): number | undefined {
  return queues && Object.values(queues).reduce((sum, queue) => sum + pick(queue), 0);
}

function oldestWaitingOf({ queues }: ProcessSample): number | undefined {
  return queues && Math.max(0, ...Object.values(queues).map((queue) => queue.oldest_waiting_ms ?? 0));
}

function workersIn(minute: readonly ProcessSampleRow[]): number {
  const ids = minute.filter(({ process_kind }) => process_kind === 'worker').map(({ process_id }) => process_id);
  return new Set(ids).size;
}
