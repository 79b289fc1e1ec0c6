import type { EnqueuedJob, MembershipCommand, OperationId } from '@roster/domain';
import { MAX_COMMANDS_PER_BATCH } from '../catalogue/job-catalogue.js';

/** Jobs of one gateway that may be unanswered at a time: one that is being carried out, and one that comes next. */
const MAX_UNANSWERED_JOBS = 2;

/** A job that is not answered for this long, in milliseconds, no longer holds the others up: it may be lost. */
const ANSWER_LIMIT_MS = 100;

interface Parcel {
  readonly command: MembershipCommand;
  readonly sent: (job: EnqueuedJob) => void;
  readonly failed: (error: unknown) => void;
}

interface UnansweredJob {
  readonly limit: NodeJS.Timeout;
}

/**
 * Puts commands on the queue. With nothing on its way a command goes at once, as a job of its own; while two jobs are
 * unanswered, commands collect and go together once one of them is answered. So a job carries as many commands as come
 * in while the one before is carried out: one under little load, many under much.
 */
export class CommandOutbox {
  private waiting: Parcel[] = [];
  private readonly unanswered = new Set<UnansweredJob>();
  private readonly jobOf = new Map<OperationId, UnansweredJob>();
  private readonly sending = new Set<Promise<void>>();

  constructor(private readonly enqueue: (commands: MembershipCommand[]) => Promise<EnqueuedJob>) {}

  /** Resolves with its job when the command is on the queue. When it rejects, the command may be on the queue all the same. */
  send(command: MembershipCommand): Promise<EnqueuedJob> {
    return new Promise((sent, failed) => {
      this.waiting.push({ command, sent, failed });
      this.sendWhatMay();
    });
  }

  /** To be called when an operation has settled, or nobody waits for it any more. */
  answered(operationId: OperationId): void {
    const job = this.jobOf.get(operationId);
    this.jobOf.delete(operationId);
    if (job) this.release(job);
  }

  /** Sends what still waits; resolves when nothing is on its way to the queue any more. */
  async close(): Promise<void> {
    while (this.waiting.length > 0) this.sendNext();
    await Promise.all(this.sending);
    for (const { limit } of this.unanswered) clearTimeout(limit);
  }

  private sendWhatMay(): void {
    while (this.waiting.length > 0 && this.unanswered.size < MAX_UNANSWERED_JOBS) this.sendNext();
  }

  private sendNext(): void {
    const parcels = this.waiting.splice(0, MAX_COMMANDS_PER_BATCH);
    const job: UnansweredJob = { limit: setTimeout(() => this.release(job), ANSWER_LIMIT_MS) };
    this.unanswered.add(job);
    for (const { command } of parcels) this.jobOf.set(command.operationId, job);
    const sending = this.deliver(parcels, job).finally(() => this.sending.delete(sending));
    this.sending.add(sending);
  }

  private async deliver(parcels: readonly Parcel[], job: UnansweredJob): Promise<void> {
    try {
      const enqueued = await this.enqueue(parcels.map(({ command }) => command));
      for (const { sent } of parcels) sent(enqueued);
    } catch (error) {
      this.release(job);
      for (const { failed } of parcels) failed(error);
    }
  }

  private release(job: UnansweredJob): void {
    if (!this.unanswered.delete(job)) return;
    clearTimeout(job.limit);
    this.sendWhatMay();
  }
}
