import {
  type Failpoint,
  fieldsOfChanges,
  type MembershipCommand,
  type OperationId,
  type OperationResult,
  type StatementObserver,
  type WorkerObserver,
} from '@roster/domain';
import type { JobPayload } from '../job-catalogue.js';
import type { QueueLogger } from '../logger.js';
import type { ReplyPublisher } from '../reply-bus/reply-bus.js';
import { Batcher, type Delivery } from './batcher.js';
import type { JobAttempt } from './job-consumer.js';

/** How many times a command is tried alone before it is considered the reason why processes die. */
export const MAX_ATTEMPTS_ALONE = 3;

/** How long it counts as busy after the last command, in milliseconds: a caller who adds one by one pauses between adds. */
const BUSY_FOR_MS = 250;

export interface DeliveryPorts {
  readonly ledger: {
    apply(commands: readonly MembershipCommand[], observe?: StatementObserver): Promise<OperationResult[]>;
  };
  readonly operations: {
    /**
     * Records durably that the command is about to be tried alone. Resolves with the number of such tries, this one
     * included, or with the result of a command that has settled already.
     */
    beginAttempt(command: MembershipCommand): Promise<number | OperationResult>;
    /** Ends commands as failed, without effect, and resolves with what their rows say then. */
    fail(commands: readonly MembershipCommand[], reason: string): Promise<OperationResult[]>;
  };
  readonly replies: ReplyPublisher;
  readonly logger: QueueLogger;
  readonly failpoint?: Failpoint | undefined;
  readonly observers?: readonly WorkerObserver[] | undefined;
  /** Called with the number of operations that ended as failed, whether or not a caller waited for them. */
  readonly onFailed?: ((operations: number) => void) | undefined;
}

/** Carries out commands that jobs or the relay bring, and replies to the gateways that wait for them. */
export class DeliveryHandler {
  private readonly batcher: Batcher;
  private inFlight = 0;
  private lastBusyAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly ports: DeliveryPorts) {
    this.batcher = new Batcher({
      apply: (commands, observe) => ports.ledger.apply(commands, observe),
      reply: (deliveries, results) => this.reply(deliveries, results),
      observers: ports.observers,
    });
  }

  /** Whether commands are being carried out, or were within the last quarter of a second. */
  get busy(): boolean {
    return this.inFlight > 0 || performance.now() - this.lastBusyAt < BUSY_FOR_MS;
  }

  /** @throws what the database threw; the job is to be retried. */
  async handleJob({ commands, replyTo }: JobPayload<'membership.apply'>, attempt: JobAttempt): Promise<'ended'> {
    const { jobId, number, isLast, hasStalled } = attempt;
    const { observers = [], failpoint } = this.ports;
    const deliveries = commands.map((command): Delivery => ({ command, replyTo, jobId }));
    const job = { id: jobId, name: 'membership.apply', attempts: number, commands };
    for (const observer of observers) observer.jobBegan?.(job);
    let failure: unknown;
    try {
      await (hasStalled ? this.handleIsolated(deliveries) : this.handle(deliveries));
      await failpoint?.('before-completion', commands);
      return 'ended';
    } catch (error) {
      failure = error;
      if (isLast) await this.fail(deliveries, `The database refused it: ${String(error)}`);
      throw error;
    } finally {
      for (const observer of observers) observer.jobEnded?.(job, failure);
    }
  }

  /** @throws what the database threw; the deliveries are to be repeated. */
  async handle(deliveries: readonly Delivery[]): Promise<OperationResult[]> {
    return this.whileInFlight(deliveries, () =>
      allSettledOrThrow(deliveries.map((delivery) => this.batcher.add(delivery))),
    );
  }

  /**
   * For deliveries whose process died: one by one, each try counted before it is made. A command that kills the process
   * again and again runs out of tries and ends as failed; the other commands of its batch succeed.
   */
  async handleIsolated(deliveries: readonly Delivery[]): Promise<OperationResult[]> {
    return this.whileInFlight(deliveries, async () => {
      const results: OperationResult[] = [];
      for (const delivery of deliveries) results.push(...(await this.handleAlone(delivery)));
      return results;
    });
  }

  private async whileInFlight<T>(deliveries: readonly Delivery[], run: () => Promise<T>): Promise<T> {
    const { observers = [] } = this.ports;
    const count = (change: number) => {
      this.inFlight += change;
      for (const observer of observers) observer.inFlight?.(change);
    };
    count(deliveries.length);
    try {
      return await run();
    } finally {
      count(-deliveries.length);
      this.lastBusyAt = performance.now();
    }
  }

  private async handleAlone(delivery: Delivery): Promise<OperationResult[]> {
    const attempt = await this.ports.operations.beginAttempt(delivery.command);
    // Not even replayed: the ledger may be what it crashes.
    if (typeof attempt !== 'number') return this.replyWith([delivery], [attempt]);
    if (attempt <= MAX_ATTEMPTS_ALONE) return [await this.batcher.addAlone(delivery)];
    return this.fail([delivery], `The process ended ${MAX_ATTEMPTS_ALONE} times while carrying it out.`);
  }

  /** Ends deliveries as failed, without effect, unless they have settled meanwhile. */
  async fail(deliveries: readonly Delivery[], reason: string): Promise<OperationResult[]> {
    const commands = deliveries.map(({ command }) => command);
    this.ports.logger.error({ ...fieldsOfChanges(commands), reason }, 'given up: it ends as failed');
    const results = await this.ports.operations.fail(commands, reason);
    this.ports.onFailed?.(results.filter(({ outcome }) => outcome.status === 'failed').length);
    return this.replyWith(deliveries, results);
  }

  private async replyWith(deliveries: readonly Delivery[], results: OperationResult[]): Promise<OperationResult[]> {
    await this.reply(deliveries, new Map(results.map((result) => [result.operationId, result])));
    return results;
  }

  /** Sends each gateway one message. If it is lost, the gateway reads the row when its caller's waiting time is over. */
  private async reply(
    deliveries: readonly Delivery[],
    results: ReadonlyMap<OperationId, OperationResult>,
  ): Promise<void> {
    const messages = new Map<string, Map<OperationId, OperationResult>>();
    for (const { command, replyTo } of deliveries) {
      const result = results.get(command.operationId);
      if (replyTo === null || !result) continue;
      const message = messages.get(replyTo) ?? new Map();
      messages.set(replyTo, message.set(command.operationId, result));
    }
    const published = [...messages].map(([replyTo, message]) =>
      this.ports.replies.publish(replyTo, [...message.values()]),
    );
    const sendings = await Promise.allSettled(published);
    const commands = deliveries.map(({ command }) => command);
    await this.ports.failpoint?.('after-reply', commands);
    for (const sent of sendings) {
      if (sent.status !== 'rejected') continue;
      this.ports.logger.warn({ ...fieldsOfChanges(commands), error: String(sent.reason) }, 'reply not sent');
    }
  }
}

/** Waits for all, even when one fails early: none may still run when the job goes back to the queue. */
async function allSettledOrThrow<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
