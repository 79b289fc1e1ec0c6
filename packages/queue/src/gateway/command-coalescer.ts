import type { EnqueuedJob, MembershipCommand, OperationId, OrganizationId } from '@roster/domain';
import { FairQueue } from '../fair-queue.js';
import { MAX_COMMANDS_PER_BATCH } from '../job-catalogue.js';

/** Jobs of one gateway that may be unanswered at a time: one that is processed, and the next one. */
const MAX_UNANSWERED_JOBS = 2;

/**
 * More jobs that may be unanswered while several organizations are active. They carry only commands of organizations with
 * few in flight, so that a quiet organization does not wait for the jobs of a busy one.
 */
const MAX_EXPRESS_JOBS = 2;

/** An organization with fewer commands in flight than this is a quiet one. */
const FEW_IN_FLIGHT = 8;

/** A job without an answer for this long, in milliseconds, no longer holds up the others: it may be lost. */
const ANSWER_LIMIT_MS = 100;

/**
 * Commands of one organization that may be in flight from this gateway at a time. The others wait here, where
 * organizations take turns; the queue itself is first in, first out.
 */
const MAX_IN_FLIGHT_PER_ORGANIZATION = MAX_UNANSWERED_JOBS * MAX_COMMANDS_PER_BATCH;

/**
 * While others wait or have commands in flight, an organization may fill a job only so far and have half as many commands
 * in flight: smaller jobs are answered sooner, and fewer of them are ahead of others.
 */
const SHARE_OF_JOB = MAX_COMMANDS_PER_BATCH / 2;

/** A command without an answer for this long, in milliseconds, no longer counts as in flight: it may be lost. */
const IN_FLIGHT_LIMIT_MS = 2_000;

interface WaitingCommand {
  readonly command: MembershipCommand;
  readonly enqueued: (job: EnqueuedJob) => void;
  readonly failed: (error: unknown) => void;
}

interface Job {
  /** The jobs among which it counts until its first answer. */
  readonly unanswered: Set<Job>;
  /** Its commands that are in flight, by operation. */
  readonly inFlight: Map<OperationId, OrganizationId>;
  readonly answerLimit: NodeJS.Timeout;
  readonly inFlightLimit: NodeJS.Timeout;
}

/**
 * Puts commands on the queue, many in one job. While fewer than two jobs are unanswered, a command is sent at once, as a
 * job of its own. Otherwise commands collect and are sent together once a job is answered. So a job carries as many
 * commands as arrive while the one before is processed: one under low load, many under high load. Organizations take
 * turns in it.
 */
export class CommandCoalescer {
  private readonly waiting = new FairQueue<OrganizationId, WaitingCommand>();
  private readonly unanswered = new Set<Job>();
  private readonly unansweredExpress = new Set<Job>();
  private readonly jobOf = new Map<OperationId, Job>();
  private readonly inFlight = new Map<OrganizationId, number>();
  private readonly enqueues = new Set<Promise<void>>();
  private readonly jobs = new Set<Job>();

  constructor(private readonly enqueue: (commands: MembershipCommand[]) => Promise<EnqueuedJob>) {}

  /** Resolves with the job when the command is on the queue. It may be on the queue even if this rejects. */
  send(command: MembershipCommand): Promise<EnqueuedJob> {
    return new Promise((enqueued, failed) => {
      this.waiting.push(command.organizationId, { command, enqueued, failed });
      this.sendIfPossible();
    });
  }

  /** To be called when operations have settled, or no caller waits for them any more. */
  answered(operationIds: readonly OperationId[]): void {
    let any = false;
    for (const operationId of operationIds) {
      const job = this.jobOf.get(operationId);
      if (!job) continue;
      any = true;
      this.leave(job, operationId);
      this.endAnswerLimit(job);
    }
    if (any) this.sendIfPossible();
  }

  /** Sends all commands that wait; resolves when every enqueue has ended. */
  async close(): Promise<void> {
    while (this.waiting.size > 0) this.sendJob(this.waiting.take(MAX_COMMANDS_PER_BATCH), this.unanswered);
    await Promise.all(this.enqueues);
    for (const job of [...this.jobs]) this.forget(job);
  }

  private sendIfPossible(): void {
    while (this.waiting.size > 0 && this.unanswered.size < MAX_UNANSWERED_JOBS) {
      const share = this.isShared ? SHARE_OF_JOB : MAX_COMMANDS_PER_BATCH;
      const mostInFlight = this.isShared ? MAX_IN_FLIGHT_PER_ORGANIZATION / 2 : MAX_IN_FLIGHT_PER_ORGANIZATION;
      if (!this.sendNext(this.unanswered, share, mostInFlight)) return;
    }
    while (this.waiting.size > 0 && this.isShared && this.unansweredExpress.size < MAX_EXPRESS_JOBS)
      if (!this.sendNext(this.unansweredExpress, FEW_IN_FLIGHT, FEW_IN_FLIGHT)) return;
  }

  private get isShared(): boolean {
    return this.waiting.laneCount > 1 || this.inFlight.size > 1;
  }

  /** Sends a job with up to `share` commands of each organization that has fewer than `mostInFlight`; false without any. */
  private sendNext(unanswered: Set<Job>, share: number, mostInFlight: number): boolean {
    const roomFor = (organizationId: OrganizationId) =>
      Math.min(share, mostInFlight - (this.inFlight.get(organizationId) ?? 0));
    const commands = this.waiting.take(MAX_COMMANDS_PER_BATCH, roomFor);
    if (commands.length > 0) this.sendJob(commands, unanswered);
    return commands.length > 0;
  }

  private sendJob(commands: readonly WaitingCommand[], unanswered: Set<Job>): void {
    const job: Job = {
      unanswered,
      inFlight: new Map(),
      answerLimit: setTimeout(() => {
        this.endAnswerLimit(job);
        this.sendIfPossible();
      }, ANSWER_LIMIT_MS),
      inFlightLimit: setTimeout(() => {
        this.forget(job);
        this.sendIfPossible();
      }, IN_FLIGHT_LIMIT_MS).unref(),
    };
    this.jobs.add(job);
    unanswered.add(job);
    for (const { command } of commands) this.enter(job, command);
    const enqueue = this.enqueueJob(commands, job).finally(() => this.enqueues.delete(enqueue));
    this.enqueues.add(enqueue);
  }

  private async enqueueJob(commands: readonly WaitingCommand[], job: Job): Promise<void> {
    try {
      const enqueuedJob = await this.enqueue(commands.map(({ command }) => command));
      for (const { enqueued } of commands) enqueued(enqueuedJob);
    } catch (error) {
      this.forget(job);
      this.sendIfPossible();
      for (const { failed } of commands) failed(error);
    }
  }

  private enter(job: Job, { operationId, organizationId }: MembershipCommand): void {
    // An operation that is sent twice is answered once: only its latest job waits for the answer.
    const earlier = this.jobOf.get(operationId);
    if (earlier) this.leave(earlier, operationId);
    this.jobOf.set(operationId, job);
    job.inFlight.set(operationId, organizationId);
    this.inFlight.set(organizationId, (this.inFlight.get(organizationId) ?? 0) + 1);
  }

  private leave(job: Job, operationId: OperationId): void {
    const organizationId = job.inFlight.get(operationId);
    if (organizationId === undefined) return;
    job.inFlight.delete(operationId);
    if (this.jobOf.get(operationId) === job) this.jobOf.delete(operationId);
    const left = (this.inFlight.get(organizationId) ?? 0) - 1;
    if (left > 0) this.inFlight.set(organizationId, left);
    else this.inFlight.delete(organizationId);
    if (job.inFlight.size === 0) this.forget(job);
  }

  /** Counts neither the job nor its commands any more. */
  private forget(job: Job): void {
    if (!this.jobs.delete(job)) return;
    this.endAnswerLimit(job);
    clearTimeout(job.inFlightLimit);
    for (const operationId of [...job.inFlight.keys()]) this.leave(job, operationId);
  }

  private endAnswerLimit(job: Job): void {
    if (job.unanswered.delete(job)) clearTimeout(job.answerLimit);
  }
}
