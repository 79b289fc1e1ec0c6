import {
  type BatchObserver,
  type Failpoint,
  fieldsOfChanges,
  type MembershipCommand,
  type OperationId,
  type OperationResult,
  type StatementObserver,
} from '@roster/domain';
import type { QueueLogger } from '../logger.js';
import type { ReplyPublisher } from '../reply-bus/reply-bus.js';
import { Batcher, type Delivery } from './batcher.js';

/** How often a command may be tried alone before it is held to be what kills the process. */
export const MAX_ATTEMPTS_ALONE = 3;

export interface DeliveryPorts {
  readonly ledger: {
    apply(commands: readonly MembershipCommand[], observe?: StatementObserver): Promise<OperationResult[]>;
  };
  readonly operations: {
    /**
     * Notes durably that the command is about to be tried alone: the number of such tries, this one included, or how it
     * ended if it is settled already.
     */
    beginAttempt(command: MembershipCommand): Promise<number | OperationResult>;
    /** Ends commands without effect, and tells what their rows say then. */
    fail(commands: readonly MembershipCommand[], reason: string): Promise<OperationResult[]>;
  };
  readonly replies: ReplyPublisher;
  readonly logger: QueueLogger;
  readonly failpoint?: Failpoint | undefined;
  readonly observers?: readonly BatchObserver[] | undefined;
  /** Told how many operations ended as failed, whether or not anybody waited for them. */
  readonly onFailed?: ((operations: number) => void) | undefined;
}

/** Carries delivered commands out and tells those who wait. The processor hands it jobs, the relay hands it operations. */
export class DeliveryHandler {
  private readonly batcher: Batcher;
  private inFlight = 0;

  constructor(private readonly ports: DeliveryPorts) {
    this.batcher = new Batcher({
      apply: (commands, observe) => ports.ledger.apply(commands, observe),
      reply: (deliveries, results) => this.reply(deliveries, results),
      observers: ports.observers,
    });
  }

  /** Whether commands are being carried out at the moment. */
  get busy(): boolean {
    return this.inFlight > 0;
  }

  /** @throws what the database threw; the delivery is to be repeated. */
  async handle(deliveries: readonly Delivery[]): Promise<OperationResult[]> {
    return this.inHand(deliveries, () => allSettledOrThrow(deliveries.map((delivery) => this.batcher.add(delivery))));
  }

  /**
   * For deliveries whose process died: one by one, each try counted before it is made. The one that kills the process
   * again and again runs out of tries and ends as failed; those that were only near it succeed.
   */
  async handleSuspects(deliveries: readonly Delivery[]): Promise<OperationResult[]> {
    return this.inHand(deliveries, async () => {
      const results: OperationResult[] = [];
      for (const delivery of deliveries) results.push(...(await this.handleSuspect(delivery)));
      return results;
    });
  }

  private async inHand<T>(deliveries: readonly Delivery[], run: () => Promise<T>): Promise<T> {
    const { observers = [] } = this.ports;
    this.inFlight += deliveries.length;
    for (const observer of observers) observer.inHand(deliveries.length);
    try {
      return await run();
    } finally {
      this.inFlight -= deliveries.length;
      for (const observer of observers) observer.inHand(-deliveries.length);
    }
  }

  private async handleSuspect(delivery: Delivery): Promise<OperationResult[]> {
    const attempt = await this.ports.operations.beginAttempt(delivery.command);
    // Not even replayed: the ledger may be where it kills.
    if (typeof attempt !== 'number') return this.tell([delivery], [attempt]);
    if (attempt <= MAX_ATTEMPTS_ALONE) return [await this.batcher.addAlone(delivery)];
    return this.fail([delivery], `The process ended ${MAX_ATTEMPTS_ALONE} times while carrying it out.`);
  }

  /** Gives up on deliveries: they end as failed, without effect, unless somebody settled them meanwhile. */
  async fail(deliveries: readonly Delivery[], reason: string): Promise<OperationResult[]> {
    const fields = fieldsOfChanges(deliveries.map(({ command }) => command));
    this.ports.logger.error({ ...fields, reason }, 'given up: it ends as failed');
    const results = await this.ports.operations.fail(
      deliveries.map(({ command }) => command),
      reason,
    );
    this.ports.onFailed?.(results.filter(({ outcome }) => outcome.status === 'failed').length);
    return this.tell(deliveries, results);
  }

  private async tell(deliveries: readonly Delivery[], results: OperationResult[]): Promise<OperationResult[]> {
    await this.reply(deliveries, new Map(results.map((result) => [result.operationId, result])));
    return results;
  }

  /** One message for each gateway. A lost one is no fault: the gateway reads the row when its caller's time is up. */
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
    await this.ports.failpoint?.(
      'after-reply',
      deliveries.map(({ command }) => command),
    );
    for (const sent of sendings) {
      if (sent.status !== 'rejected') continue;
      const fields = fieldsOfChanges(deliveries.map(({ command }) => command));
      this.ports.logger.warn({ ...fields, error: String(sent.reason) }, 'reply not sent');
    }
  }
}

/** Waits for all, also when one fails early: none may still be running when its job is given back to the queue. */
async function allSettledOrThrow<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
