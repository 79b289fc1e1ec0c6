import { setImmediate, setTimeout } from 'node:timers/promises';
import type { BulkAdd, ChangeFields, OperationId, OrganizationId } from '@roster/domain';
import { FairQueue } from '../fair-queue.js';
import type { QueueLogger } from '../logger.js';

/** How often a bulk may be begun without coming on before it is held to be what kills the process. */
export const MAX_RUNS_WITHOUT_PROGRESS = 3;

/** How long bulks wait after a chunk at most, in milliseconds. */
const MAX_PAUSE_MS = 200;

type RunnableBulk = Pick<BulkAdd, 'operationId' | 'organizationId'>;

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
  /** Whether single adds are being carried out at the moment. */
  readonly addsUnderWay?: (() => boolean) | undefined;
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

/** What a run came to: `paused` when the runner stopped before the bulk had ended. */
export type RunResult = 'ended' | 'paused';

interface Run {
  readonly bulk: RunnableBulk;
  readonly options: RunOptions;
  readonly resolve: (result: RunResult) => void;
  readonly reject: (error: unknown) => void;
  begun: boolean;
}

/**
 * Carries bulks out, one chunk at a time in this process: single adds share the database with it, and one chunk at a time
 * leaves them room. Organizations take turns after each chunk; of one organization the first bulk is finished first. The
 * processor hands it jobs, the relay hands it operations.
 */
export class BulkRunner {
  private readonly waiting = new FairQueue<OrganizationId, Run>();
  private running: Promise<void> | null = null;
  private count = 0;
  private stopped = false;

  constructor(private readonly ports: BulkPorts) {}

  get idle(): boolean {
    return this.count === 0;
  }

  /** Goes on where the last committed chunk ended. @throws what the database threw; the run is to be repeated. */
  async run(bulk: RunnableBulk, options: RunOptions = {}): Promise<RunResult> {
    if (this.stopped) return 'paused';
    this.count += 1;
    try {
      return await new Promise<RunResult>((resolve, reject) => {
        this.waiting.push(bulk.organizationId, { bulk, options, resolve, reject, begun: false });
        this.running ??= this.runAll();
      });
    } finally {
      this.count -= 1;
    }
  }

  /** Finishes the chunk that is being applied, and no other; resolves when all runs have ended or are paused. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async runAll(): Promise<void> {
    for (let [run] = this.waiting.take(1); run; [run] = this.waiting.take(1)) await this.runChunk(run);
    this.running = null;
  }

  private async runChunk(run: Run): Promise<void> {
    const { bulk, resolve, reject } = run;
    if (this.stopped) return resolve('paused');
    try {
      if (!run.begun && !(await this.begin(run))) return resolve('ended');
      const startedAt = performance.now();
      if ((await this.applyNext(run)) === 'ended') return resolve('ended');
      this.waiting.putBack(bulk.organizationId, run);
      await this.giveWay(performance.now() - startedAt);
    } catch (error) {
      reject(error);
    }
  }

  /** False when there is nothing to do any more. */
  private async begin(run: Run): Promise<boolean> {
    const { operationId } = run.bulk;
    const attempts = await this.ports.bulks.beginAttempt(operationId);
    if (attempts === null) return false;
    if (attempts > MAX_RUNS_WITHOUT_PROGRESS) {
      await this.fail(operationId, `${MAX_RUNS_WITHOUT_PROGRESS} runs ended without coming on.`, run.options);
      return false;
    }
    run.begun = true;
    return true;
  }

  private async applyNext({ bulk, options }: Run): Promise<'more' | 'ended'> {
    try {
      return await this.ports.ledger.applyNext(bulk.operationId);
    } catch (error) {
      await this.noteError(bulk.operationId, error, options);
      throw error;
    }
  }

  /** While single adds are under way they get as much of the time as the chunk took. */
  private async giveWay(chunkMs: number): Promise<void> {
    if (this.ports.addsUnderWay?.()) await setTimeout(Math.min(chunkMs, MAX_PAUSE_MS));
    else await setImmediate();
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
}
