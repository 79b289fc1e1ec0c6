import type { ErrorCode } from '../errors/error-catalogue.js';
import type { OperationId } from '../ids.js';
import type { MembershipCommand } from '../memberships/membership-command.js';
import type { OperationResult } from './operation.js';

/** How long something took. */
export interface Interval {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds, with fractions: measured, while `startedAt` is read from the clock of the machine. */
  readonly ms: number;
}

/** Begins to measure; the function tells what was measured until it is called. */
export function startInterval(): () => Interval {
  const startedAt = Date.now();
  const began = performance.now();
  return () => ({ startedAt, ms: performance.now() - began });
}

/** A job that went on the queue. */
export interface EnqueuedJob {
  /** BullMQ's. */
  readonly id: string;
  readonly enqueuedAt: Date;
}

/** How a submitted command ended for its caller. */
export interface AnsweredChange {
  readonly took: Interval;
  /** The status of the outcome, `accepted`, or the code of the error: for counting. */
  readonly label: string;
  /** The outcome was not brought by a reply: it was found when the waiting time was over. */
  readonly lookedUp: boolean;
}

/** Told by a gateway what becomes of commands. It must be quick and must not throw. */
export interface GatewayObserver {
  /** A command is waited for from now on; `answered` follows. */
  taken(command: MembershipCommand): void;
  /** `job` is null when the queue did not take them. */
  enqueued(commands: readonly MembershipCommand[], took: Interval, job: EnqueuedJob | null): void;
  answered(command: MembershipCommand, answer: AnsweredChange): void;
  /** A request was refused with this code before it was read, so that nothing else is known of it. */
  refusedUnread?(code: ErrorCode): void;
}

/** A statement, or a few that belong together, within a transaction. */
export interface ObservedStatement {
  /** As in `apply-memberships`, `replay` and `COMMIT`. */
  readonly name: string;
  readonly took: Interval;
}

export type StatementObserver = (statement: ObservedStatement) => void;

/** One transaction of a worker, with the replies that came of it. */
export interface ObservedBatch {
  readonly commands: readonly MembershipCommand[];
  /** The job that brought each command; null for one that the relay took from Postgres. */
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
  /** This one included. */
  readonly attempts: number;
  readonly commands: readonly MembershipCommand[];
}

/** Told by a worker what it does. It must be quick and must not throw. */
export interface WorkerObserver {
  /** This many commands have come in, or, below zero, have ended. */
  inFlight?(change: number): void;
  jobBegan?(job: ObservedJob): void;
  jobEnded?(job: ObservedJob, error: unknown): void;
  batchEnded(batch: ObservedBatch): void;
}
