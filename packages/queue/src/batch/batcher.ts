import type { MembershipCommand, OperationId, OperationResult } from '@roster/domain';
import { MAX_COMMANDS_PER_BATCH } from '../catalogue/job-catalogue.js';

/** A command and the gateway that waits for its outcome; null when nobody does. */
export interface Delivery {
  readonly command: MembershipCommand;
  readonly replyTo: string | null;
}

interface Entry extends Delivery {
  readonly resolve: (result: OperationResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatcherPorts {
  /** Applies all commands or none, and tells how each ended. */
  readonly apply: (commands: MembershipCommand[]) => Promise<OperationResult[]>;
  /** Tells those who wait. It runs beside the next batch and must not reject. */
  readonly reply: (
    deliveries: readonly Delivery[],
    results: ReadonlyMap<OperationId, OperationResult>,
  ) => Promise<void>;
}

/**
 * Applies commands together: while one batch is being applied, all that come are collected and become the next. A batch
 * that fails is applied command by command, so that a bad one spoils nobody else's.
 */
export class Batcher {
  private waiting: Entry[] = [];
  private flushing: Promise<void> | null = null;
  private alone: Promise<void> = Promise.resolve();

  constructor(
    private readonly ports: BatcherPorts,
    private readonly maxSize = MAX_COMMANDS_PER_BATCH,
  ) {}

  /** How the command ended, after it was replied. @throws what the database threw when it could not be applied even alone. */
  add(delivery: Delivery): Promise<OperationResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...delivery, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** Like `add`, in a transaction of its own and one at a time: for a command that may have killed its process before. */
  addAlone(delivery: Delivery): Promise<OperationResult> {
    return new Promise((resolve, reject) => {
      this.alone = this.alone.then(() => this.applyTogether([{ ...delivery, resolve, reject }]));
    });
  }

  private async flush(): Promise<void> {
    // One turn later the other commands of the same job are here, too.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.applyTogether(this.waiting.splice(0, this.maxSize));
    this.flushing = null;
  }

  private async applyTogether(batch: readonly Entry[]): Promise<void> {
    try {
      const results = await this.ports.apply(batch.map(({ command }) => command));
      void this.finish(batch, new Map(results.map((result) => [result.operationId, result])));
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const entry of batch) await this.applyTogether([entry]);
    }
  }

  private async finish(batch: readonly Entry[], results: ReadonlyMap<OperationId, OperationResult>): Promise<void> {
    await this.ports.reply(batch, results);
    for (const { command, resolve, reject } of batch) {
      const result = results.get(command.operationId);
      if (result) resolve(result);
      else reject(new Error(`The ledger gave no result for ${command.operationId}`));
    }
  }
}
