import { setImmediate, setTimeout } from 'node:timers/promises';
import { type BulkAdd, changeFields, type OperationId, type OrganizationId, startInterval } from '@roster/domain';
import { FairQueue } from '../fair-queue.js';
import type { JobPayload } from '../job-catalogue.js';
import type { QueueLogger } from '../logger.js';
import type { JobAttempt } from './job-consumer.js';

/** How many times a bulk is begun without progress before it is considered the reason why processes die. */
export const MAX_RUNS_WITHOUT_PROGRESS = 3;

/** How many bulks run at a time while no single adds are in progress. */
const MOST_LANES = 2;

/** The longest pause of bulks after a chunk, in milliseconds. */
const MAX_PAUSE_MS = 200;

type RunnableBulk = Pick<BulkAdd, 'operationId' | 'organizationId' | 'traceId'>;

export interface BulkPorts {
  readonly ledger: {
    /** Applies the next chunk. */
    applyNext(operationId: OperationId): Promise<'more' | 'ended'>;
  };
  readonly bulks: {
    /** Records durably that a run begins. Resolves with the number of runs since the last chunk, or null when the bulk has ended. */
    beginAttempt(operationId: OperationId): Promise<number | null>;
    /** Takes back what `beginAttempt` recorded. */
    forgiveAttempt(operationId: OperationId): Promise<void>;
    /** Ends the bulk as failed; the chunks that were applied stay. */
    fail(operationId: OperationId, reason: string): Promise<void>;
  };
  readonly logger: QueueLogger;
  /** Whether single adds are being carried out. */
  readonly addsUnderWay?: (() => boolean) | undefined;
  /** Called with the number of bulks that ended as failed. */
  readonly onFailed?: ((operations: number) => void) | undefined;
}

interface RunOptions {
  /** There is no further try: an error ends the bulk as failed. */
  readonly lastTry?: boolean | undefined;
  /** Errors count as runs without progress, too: for a caller that does not count its tries. */
  readonly countErrors?: boolean | undefined;
}

/** `paused`: the runner was stopped before the bulk ended. */
type RunResult = 'ended' | 'paused';

interface Run {
  readonly bulk: RunnableBulk;
  readonly options: RunOptions;
  readonly resolve: (result: RunResult) => void;
  readonly reject: (error: unknown) => void;
  begun: boolean;
}

/**
 * Runs bulks in up to two lanes, each applying one chunk at a time. While single adds are in progress there is one lane,
 * with pauses. Organizations take turns after each chunk. Two bulks of one organization may run side by side; they start in
 * order.
 */
export class BulkRunner {
  private readonly waiting = new FairQueue<OrganizationId, Run>();
  /** Each takes the next chunk when its last one ends. */
  private readonly lanes = new Set<Promise<void>>();
  private readonly runs = new Map<OperationId, Promise<RunResult>>();
  private stopped = false;

  constructor(private readonly ports: BulkPorts) {}

  get idle(): boolean {
    return this.runs.size === 0;
  }

  /** @throws what the database threw; the job is to be retried. */
  async runJob(bulk: JobPayload<'membership.bulk'>, { isLast }: JobAttempt): Promise<RunResult> {
    const end = startInterval();
    const result = await this.run(bulk, { lastTry: isLast });
    if (result === 'ended') this.ports.logger.info({ ...changeFields(bulk), ms: Math.round(end().ms) }, 'bulk ended');
    return result;
  }

  /**
   * Continues after the last committed chunk. A bulk that is delivered again while it is carried out shares the run, so
   * that its deliveries do not add up to runs without progress.
   *
   * @throws what the database threw; the run is to be repeated.
   */
  run(bulk: RunnableBulk, options: RunOptions = {}): Promise<RunResult> {
    const underWay = this.runs.get(bulk.operationId);
    if (underWay) return underWay;
    if (this.stopped) return Promise.resolve('paused');
    const run = new Promise<RunResult>((resolve, reject) => {
      this.waiting.push(bulk.organizationId, { bulk, options, resolve, reject, begun: false });
    }).finally(() => this.runs.delete(bulk.operationId));
    this.runs.set(bulk.operationId, run);
    this.openLane();
    return run;
  }

  /** Finishes the current chunk and pauses all runs. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.lanes);
  }

  private openLane(): void {
    if (this.lanes.size >= (this.addsUnderWay() ? 1 : MOST_LANES)) return;
    const lane: Promise<void> = this.runAll().finally(() => {
      this.lanes.delete(lane);
      if (this.waiting.size > 0) this.openLane();
    });
    this.lanes.add(lane);
  }

  /** Ends when nothing waits, or when single adds have begun and another lane goes on. */
  private async runAll(): Promise<void> {
    for (let [run] = this.waiting.take(1); run; [run] = this.waiting.take(1)) {
      await this.runChunk(run);
      if (this.lanes.size > 1 && this.addsUnderWay()) return;
      if (this.waiting.size > 1) this.openLane();
    }
  }

  private addsUnderWay(): boolean {
    return this.ports.addsUnderWay?.() === true;
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

  /** False when nothing is left to do. */
  private async begin(run: Run): Promise<boolean> {
    const { bulk } = run;
    const attempts = await this.ports.bulks.beginAttempt(bulk.operationId);
    if (attempts === null) return false;
    if (attempts > MAX_RUNS_WITHOUT_PROGRESS) {
      await this.fail(bulk, `${MAX_RUNS_WITHOUT_PROGRESS} runs ended without progress.`);
      return false;
    }
    run.begun = true;
    return true;
  }

  private async applyNext({ bulk, options }: Run): Promise<'more' | 'ended'> {
    try {
      return await this.ports.ledger.applyNext(bulk.operationId);
    } catch (error) {
      await this.recordError(bulk, error, options);
      throw error;
    }
  }

  /** While single adds are carried out, they get as much time as the chunk took. */
  private async giveWay(chunkMs: number): Promise<void> {
    if (this.addsUnderWay()) await setTimeout(Math.min(chunkMs, MAX_PAUSE_MS));
    else await setImmediate();
  }

  /** If the database is what failed, nothing can be recorded, and the run counts. */
  private async recordError(bulk: RunnableBulk, error: unknown, { lastTry, countErrors }: RunOptions): Promise<void> {
    try {
      if (lastTry) await this.fail(bulk, `The database refused it: ${String(error)}`);
      else if (!countErrors) await this.ports.bulks.forgiveAttempt(bulk.operationId);
    } catch (recordError) {
      this.ports.logger.warn({ ...changeFields(bulk), error: String(recordError) }, 'bulk run not recorded');
    }
  }

  private async fail(bulk: RunnableBulk, reason: string): Promise<void> {
    this.ports.logger.error({ ...changeFields(bulk), reason }, 'bulk failed');
    await this.ports.bulks.fail(bulk.operationId, reason);
    this.ports.onFailed?.(1);
  }
}
