import {
  changeFields,
  DomainError,
  type EnqueuedJob,
  type Failpoint,
  fieldsOfChanges,
  type GatewayObserver,
  type MembershipCommand,
  type MembershipOutcome,
  type OperationId,
  type OperationReading,
  type OperationResult,
  type OperationStore,
  type OrganizationId,
  outcomeLabel,
  startInterval,
} from '@roster/domain';
import type { QueueLogger } from '../logger.js';
import type { ReplyListener } from '../reply-bus/reply-bus.js';
import type { Admission } from './admission.js';
import { CommandCoalescer } from './command-coalescer.js';
import { PendingReplies } from './pending-replies.js';

/** `accepted`: the command is a committed row and will be carried out, but how it ends is not known yet. */
export type Submission =
  | { readonly state: 'settled'; readonly operationId: OperationId; readonly outcome: MembershipOutcome }
  | { readonly state: 'accepted'; readonly operationId: OperationId };

/** In milliseconds. A shorter waiting time may well be over before a reply comes, which is not worth a warning. */
const REPLY_DUE_MS = 1_000;

/** How long the database may take to make a command durable after the waiting time, in milliseconds. */
const ACCEPT_LIMIT_MS = 900;

export interface SubmitOptions {
  /** Milliseconds to wait for the outcome. */
  readonly waitMs: number;
  /** Commit the command to Postgres before it goes on the queue, not only when the waiting time is over. */
  readonly durable?: boolean | undefined;
  /** Called when the command is on the queue; it may never be. */
  readonly onEnqueued?: ((job: EnqueuedJob) => void) | undefined;
}

export interface GatewayPorts {
  readonly store: OperationStore;
  readonly enqueue: (commands: MembershipCommand[]) => Promise<EnqueuedJob>;
  readonly admission: Admission;
  readonly logger: QueueLogger;
  readonly failpoint?: Failpoint | undefined;
  readonly observers?: readonly GatewayObserver[] | undefined;
}

/** Puts commands on the queue of one shard and waits for their outcomes. */
export class ShardGateway implements ReplyListener {
  private readonly pending = new PendingReplies();
  private readonly coalescer: CommandCoalescer;
  private readonly observers: readonly GatewayObserver[];

  constructor(private readonly ports: GatewayPorts) {
    this.observers = ports.observers ?? [];
    this.coalescer = new CommandCoalescer((commands) => this.enqueue(commands));
  }

  /**
   * `OVERLOADED` if a change of this organization would be refused now, else null. To be called once for a request, before
   * it is read: a refusal is counted in the metrics.
   */
  refusal(organizationId: OrganizationId): DomainError | null {
    const refusal = this.ports.admission.refusal(organizationId);
    if (refusal !== null) for (const observer of this.observers) observer.refusedUnread?.(refusal.code);
    return refusal;
  }

  /**
   * Settles within the waiting time and a second, whatever hangs.
   *
   * @throws DomainError `OVERLOADED` when too much is waiting (nothing was enqueued), `IDEMPOTENCY_KEY_REUSED` when the
   * operation belongs to another request, `ORGANIZATION_MOVING` when the organization moves to another cell,
   * `SERVICE_UNAVAILABLE` when neither queue nor database can say what became of it.
   */
  async submit(command: MembershipCommand, options: SubmitOptions): Promise<Submission> {
    const end = startInterval();
    for (const observer of this.observers) observer.taken(command);
    try {
      const { submission, lookedUp } = await this.carryOut(command, options);
      const label = submission.state === 'accepted' ? 'accepted' : outcomeLabel(submission.outcome);
      for (const observer of this.observers) observer.answered(command, { took: end(), label, lookedUp });
      return submission;
    } catch (error) {
      const label = error instanceof DomainError ? error.code : 'INTERNAL_ERROR';
      for (const observer of this.observers) observer.answered(command, { took: end(), label, lookedUp: false });
      throw error;
    }
  }

  private async carryOut(
    command: MembershipCommand,
    { waitMs, durable = false, onEnqueued }: SubmitOptions,
  ): Promise<{ submission: Submission; lookedUp: boolean }> {
    const deadline = performance.now() + waitMs + ACCEPT_LIMIT_MS;
    const admitted = this.ports.admission.enter(command.organizationId);
    const waiter = this.pending.wait(command.operationId, waitMs);
    let sent: Promise<unknown> = Promise.resolve();
    let settled = false;
    try {
      if (durable) {
        const reading = await this.accept(command, deadline);
        if (reading.state === 'settled') return { submission: conclude(command, reading.result), lookedUp: false };
      }
      sent = this.coalescer.send(command).then(onEnqueued, waiter.giveUp);
      const result = await waiter.result;
      // Of these the row says more: a reply to another request with the same key is none to this one, and a command that
      // was accepted before its organization was frozen is carried out in the other cell.
      if (result?.requestHash === command.requestHash && !isMoving(result)) {
        settled = true;
        return { submission: conclude(command, result), lookedUp: false };
      }
      // The command is stored. A caller that does not wait gets 202 even if the worker has finished it by now; only a
      // repeated request gets its outcome.
      const submission =
        durable && waitMs === 0 ? this.accepted(command, waitMs) : await this.promote(command, waitMs, deadline);
      settled = submission.state === 'settled';
      const lookedUp = settled && waitMs >= REPLY_DUE_MS;
      if (lookedUp) this.ports.logger.warn(changeFields(command), 'no reply came; the outcome was looked up');
      return { submission, lookedUp };
    } finally {
      waiter.giveUp();
      // Without an outcome the command may still wait to be sent or be in flight, and keeps its place.
      if (settled) this.coalescer.answered([command.operationId]);
      void sent.then(() => admitted.leave(settled));
    }
  }

  settled(results: readonly OperationResult[]): void {
    this.coalescer.answered(results.map(({ operationId }) => operationId));
    this.pending.settle(results);
  }

  interrupted(): void {
    this.lookUp(this.pending.operationIds);
  }

  lookUp(operationIds: readonly OperationId[]): void {
    if (operationIds.length === 0) return;
    this.ports.store.read(operationIds).then(
      (readings) =>
        this.settled(
          [...readings.values()].flatMap((reading) => (reading.state === 'settled' ? [reading.result] : [])),
        ),
      (error: Error) => this.ports.logger.warn({ error: error.message }, 'operations were not looked up'),
    );
  }

  /** Answers every caller that still waits: with the outcome if it is known, else with `accepted`. */
  async close(): Promise<void> {
    await this.coalescer.close();
    this.pending.dismiss();
  }

  private async enqueue(commands: MembershipCommand[]): Promise<EnqueuedJob> {
    const end = startInterval();
    try {
      const job = await this.ports.enqueue(commands);
      for (const observer of this.observers) observer.enqueued(commands, end(), job);
      await this.ports.failpoint?.('after-enqueue', commands);
      return job;
    } catch (error) {
      for (const observer of this.observers) observer.enqueued(commands, end(), null);
      this.ports.logger.warn({ ...fieldsOfChanges(commands), error: String(error) }, 'not enqueued; promoted instead');
      throw error;
    }
  }

  /** The waiting time is over, or the queue is out of reach: makes the command durable, so that the relay carries it out. */
  private async promote(command: MembershipCommand, waitMs: number, deadline: number): Promise<Submission> {
    const reading = await this.accept(command, deadline);
    await this.ports.failpoint?.('after-promotion', [command]);
    return reading.state === 'settled' ? conclude(command, reading.result) : this.accepted(command, waitMs);
  }

  private accepted(command: MembershipCommand, waitMs: number): Submission {
    // A caller that hardly waits expects this answer; for any other it means that something is slow or out of reach.
    const level = waitMs < REPLY_DUE_MS ? 'info' : 'warn';
    this.ports.logger[level](changeFields(command), 'accepted: how it ends is not known yet');
    return { state: 'accepted', operationId: command.operationId };
  }

  /**
   * @throws DomainError `ORGANIZATION_MOVING`, or `SERVICE_UNAVAILABLE` when the deadline passes first: the row may be
   *   committed all the same
   */
  private async accept(command: MembershipCommand, deadline: number): Promise<OperationReading> {
    let reading: OperationReading;
    try {
      reading = await before(deadline, this.ports.store.accept(command));
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      throw new DomainError('SERVICE_UNAVAILABLE', {}, { cause });
    }
    if (reading.state === 'accepted') assertSameRequest(command, reading.requestHash);
    return reading;
  }
}

/** @throws when the promise has not resolved at that time, by `performance.now()` */
async function before<T>(deadline: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const ms = Math.max(deadline - performance.now(), 0);
    timer = setTimeout(() => reject(new Error('The database has not committed the operation in time')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function conclude(command: MembershipCommand, result: OperationResult): Submission {
  assertSameRequest(command, result.requestHash);
  return { state: 'settled', operationId: command.operationId, outcome: result.outcome };
}

function isMoving({ outcome }: OperationResult): boolean {
  return outcome.status === 'rejected' && outcome.code === 'ORGANIZATION_MOVING';
}

function assertSameRequest(command: MembershipCommand, requestHash: string | null): void {
  if (command.requestHash !== requestHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
}
