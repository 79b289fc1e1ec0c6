import type { ErrorCode } from '../errors/error-catalogue.js';
import type { OperationId } from '../ids.js';
import type { MembershipCommand } from '../memberships/membership-command.js';
import type { OperationResult } from './operation.js';

/** When something started and how long it took. */
export interface Interval {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds, with fractions, by a monotonic clock. */
  readonly ms: number;
}

/** Starts measuring. The returned function ends it. */
export function startInterval(): () => Interval {
  const startedAt = Date.now();
  const began = performance.now();
  return () => ({ startedAt, ms: performance.now() - began });
}

/** A job that was enqueued. */
export interface EnqueuedJob {
  /** BullMQ's ID. */
  readonly id: string;
  readonly enqueuedAt: Date;
}

/** How a submitted command ended for its caller. */
export interface AnsweredChange {
  readonly took: Interval;
  /** The label for counting: the status of the outcome, `accepted`, or the code of the error. */
  readonly label: string;
  /** No reply brought the outcome: it was read when the waiting time was over. */
  readonly lookedUp: boolean;
}

/** Notified by a gateway. Must be quick and must not throw. */
export interface GatewayObserver {
  /** The gateway waits for the outcome of a command; `answered` follows. */
  taken(command: MembershipCommand): void;
  /** `job` is null when the queue did not accept them. */
  enqueued(commands: readonly MembershipCommand[], took: Interval, job: EnqueuedJob | null): void;
  answered(command: MembershipCommand, answer: AnsweredChange): void;
  /** A request was rejected before it was read, so that only the error code is known. */
  refusedUnread?(code: ErrorCode): void;
}

/** A statement, or several that belong together, in a transaction. */
export interface ObservedStatement {
  /** Such as `apply-memberships`, `replay` or `COMMIT`. */
  readonly name: string;
  readonly took: Interval;
}

export type StatementObserver = (statement: ObservedStatement) => void;

/** A transaction of a worker, with its replies. */
export interface ObservedBatch {
  readonly commands: readonly MembershipCommand[];
  /** The job of each command; null for an overdue one that was read from Postgres. */
  readonly jobIds: readonly (string | null)[];
  readonly took: Interval;
  readonly statements: readonly ObservedStatement[];
  /** Null when the transaction failed; its commands are tried again. */
  readonly results: ReadonlyMap<OperationId, OperationResult> | null;
  readonly reply: Interval | null;
}

/** A job that a worker processes. */
export interface ObservedJob {
  readonly id: string;
  readonly name: string;
  /** Including this one. */
  readonly attempts: number;
  readonly commands: readonly MembershipCommand[];
}

/** Notified by a worker. Must be quick and must not throw. */
export interface WorkerObserver {
  /** This many commands have come in, or, below zero, have ended. */
  inFlight?(change: number): void;
  jobBegan?(job: ObservedJob): void;
  jobEnded?(job: ObservedJob, error: unknown): void;
  batchEnded(batch: ObservedBatch): void;
}
