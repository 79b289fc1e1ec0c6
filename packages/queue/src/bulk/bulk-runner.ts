import { setImmediate } from 'node:timers/promises';
import type { ChangeFields, OperationId } from '@roster/domain';
import type { QueueLogger } from '../logger.js';

/** How often a bulk may be begun without coming on before it is held to be what kills the process. */
export const MAX_RUNS_WITHOUT_PROGRESS = 3;

export interface BulkPorts {
  readonly ledger: {
    /** Applies the next chunk and tells whether there is more. */
    applyNext(operationId: OperationId): Promise<'more' | 'ended'>;
  };
  readonly bulks: {
    /** Notes durably that a run begins; the number of runs since the last chunk, or null when the bulk has ended. */
    beginAttempt(operationId: OperationId): Promise<number | null>;
    /** Takes such a note back. */
    forgiveAttempt(operationId: OperationId): Promise<void>;
    /** Ends the bulk where it stands. */
    fail(operationId: OperationId, reason: string): Promise<void>;
  };
  readonly logger: QueueLogger;
  /** Told how many bulks ended as failed. */
  readonly onFailed?: ((operations: number) => void) | undefined;
}

interface RunOptions {
  /** Nobody will try again after this: when an error ends the run, the bulk ends as failed. */
  readonly lastTry?: boolean | undefined;
  /** Errors count as runs without progress, too: for who has no count of its own. */
  readonly countErrors?: boolean | undefined;
  /** What lines about the bulk bear beside its operation. */
  readonly fields?: ChangeFields | undefined;
}

/**
 * Carries bulks out, one at a time in this process: single adds share the database with it, and one chunk at a time
 * leaves them room. The processor hands it jobs, the relay hands it operations.
 */
export class BulkRunner {
  private running: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(private readonly ports: BulkPorts) {}

  get idle(): boolean {
    return this.count === 0;
  }

  /** Goes on where the last committed chunk ended. @throws what the database threw; the run is to be repeated. */
  async run(operationId: OperationId, options: RunOptions = {}): Promise<void> {
    this.count += 1;
    const run = this.running.then(() => this.runNow(operationId, options)).finally(() => this.leave());
    this.running = run.catch(() => undefined);
    return run;
  }

  private async runNow(operationId: OperationId, options: RunOptions): Promise<void> {
    const { bulks, ledger } = this.ports;
    const attempts = await bulks.beginAttempt(operationId);
    if (attempts === null) return;
    if (attempts > MAX_RUNS_WITHOUT_PROGRESS) {
      await this.fail(operationId, `${MAX_RUNS_WITHOUT_PROGRESS} runs ended without coming on.`, options);
      return;
    }
    try {
      while ((await ledger.applyNext(operationId)) === 'more') await setImmediate();
    } catch (error) {
      await this.noteError(operationId, error, options);
      throw error;
    }
  }

  /** The database may be what is away: then the note is lost, too, and the run counts. */
  private async noteError(operationId: OperationId, error: unknown, options: RunOptions): Promise<void> {
    const { lastTry, countErrors, fields } = options;
    try {
      if (lastTry) await this.fail(operationId, `The database refused it: ${String(error)}`, options);
      else if (!countErrors) await this.ports.bulks.forgiveAttempt(operationId);
    } catch (noteError) {
      const line = { operation_id: operationId, ...fields, error: String(noteError) };
      this.ports.logger.warn(line, 'bulk run not noted');
    }
  }

  private async fail(operationId: OperationId, reason: string, { fields }: RunOptions): Promise<void> {
    this.ports.logger.error({ operation_id: operationId, ...fields, reason }, 'bulk failed');
    await this.ports.bulks.fail(operationId, reason);
    this.ports.onFailed?.(1);
  }

  private leave(): void {
    this.count -= 1;
  }
}
