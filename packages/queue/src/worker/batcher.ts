import {
  type Interval,
  type MembershipCommand,
  type ObservedStatement,
  type OperationId,
  type OperationResult,
  type OrganizationId,
  type StatementObserver,
  startInterval,
  type WorkerObserver,
} from '@roster/domain';
import { FairQueue } from '../fair-queue.js';
import { MAX_COMMANDS_PER_BATCH } from '../job-catalogue.js';

/** A command to carry out. */
export interface Delivery {
  readonly command: MembershipCommand;
  /** The gateway that waits for the outcome, or null. */
  readonly replyTo: string | null;
  /** The job that brought the command; undefined when the relay did. */
  readonly jobId?: string | undefined;
}

interface Entry extends Delivery {
  readonly resolve: (result: OperationResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Measured {
  readonly took: Interval;
  readonly statements: readonly ObservedStatement[];
}

export interface BatcherPorts {
  /** Applies all commands or none, and resolves with the result of each. */
  readonly apply: (commands: MembershipCommand[], observe: StatementObserver) => Promise<OperationResult[]>;
  /** Replies to the gateways that wait. It runs beside the next batch and must not reject. */
  readonly reply: (
    deliveries: readonly Delivery[],
    results: ReadonlyMap<OperationId, OperationResult>,
  ) => Promise<void>;
  readonly observers?: readonly WorkerObserver[] | undefined;
}

/**
 * Applies commands together: while one batch is applied, the commands that arrive collect and become the next batch, in
 * which organizations take turns. A batch that fails is applied again command by command, so that a bad command affects
 * no other.
 */
export class Batcher {
  private readonly waiting = new FairQueue<OrganizationId, Entry>();
  private flushing: Promise<void> | null = null;
  private alone: Promise<void> = Promise.resolve();

  constructor(
    private readonly ports: BatcherPorts,
    private readonly maxSize = MAX_COMMANDS_PER_BATCH,
  ) {}

  /** Resolves when the reply is sent. @throws what the database threw when the command could not be applied even alone. */
  add(delivery: Delivery): Promise<OperationResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push(delivery.command.organizationId, { ...delivery, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** Like `add`, but in a transaction of its own, one at a time: for a command that may have killed its process. */
  addAlone(delivery: Delivery): Promise<OperationResult> {
    return new Promise((resolve, reject) => {
      this.alone = this.alone.then(() => this.applyTogether([{ ...delivery, resolve, reject }]));
    });
  }

  private async flush(): Promise<void> {
    // The other commands of the same job are added before the next microtask.
    await Promise.resolve();
    while (this.waiting.size > 0) await this.applyTogether(this.nextBatch());
    this.flushing = null;
  }

  /** While others wait, one organization fills at most half of a batch: a smaller batch is applied sooner. */
  private nextBatch(): Entry[] {
    const share = this.waiting.laneCount > 1 ? Math.ceil(this.maxSize / 2) : this.maxSize;
    return this.waiting.take(this.maxSize, () => share);
  }

  private async applyTogether(batch: readonly Entry[]): Promise<void> {
    const end = startInterval();
    const statements: ObservedStatement[] = [];
    try {
      const commands = batch.map(({ command }) => command);
      const results = await this.ports.apply(commands, (statement) => void statements.push(statement));
      void this.finish(batch, new Map(results.map((result) => [result.operationId, result])), {
        took: end(),
        statements,
      });
    } catch (error) {
      this.notify(batch, { took: end(), statements }, null, null);
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const entry of batch) await this.applyTogether([entry]);
    }
  }

  private async finish(
    batch: readonly Entry[],
    results: ReadonlyMap<OperationId, OperationResult>,
    measured: Measured,
  ): Promise<void> {
    const end = startInterval();
    await this.ports.reply(batch, results);
    this.notify(batch, measured, results, end());
    for (const { command, resolve, reject } of batch) {
      const result = results.get(command.operationId);
      if (result) resolve(result);
      else reject(new Error(`The ledger gave no result for ${command.operationId}`));
    }
  }

  private notify(
    batch: readonly Entry[],
    measured: Measured,
    results: ReadonlyMap<OperationId, OperationResult> | null,
    reply: Interval | null,
  ): void {
    if (!this.ports.observers?.length) return;
    const commands = batch.map(({ command }) => command);
    const jobIds = batch.map(({ jobId = null }) => jobId);
    for (const observer of this.ports.observers) observer.batchEnded({ commands, jobIds, ...measured, results, reply });
  }
}
