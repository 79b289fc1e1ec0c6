import { DomainError } from '@roster/domain';
import type { QueueLogger } from '../logger.js';

export interface AdmissionLimits {
  /** Commands that one gateway waits for at a time. */
  readonly maxInFlight: number;
  /** Jobs that wait in the queue. */
  readonly maxQueueDepth: number;
}

export const DEFAULT_LIMITS: AdmissionLimits = { maxInFlight: 2_000, maxQueueDepth: 5_000 };

const POLL_MS = 1_000;

/** How long the queue may leave looks unanswered before it is held to be out of reach, in milliseconds: a failover is shorter. */
const REACH_LIMIT_MS = 10_000;
const RETRY_AFTER_S = 2;

/** Decides whether one more command may come in. The depth of the queue is looked up in the background, once a second. */
export class Admission {
  private depth = 0;
  private answeredAt = Number.NEGATIVE_INFINITY;
  private looking = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly limits: AdmissionLimits,
    private readonly readDepth: () => Promise<number>,
    private readonly logger: QueueLogger,
  ) {
    this.timer = setInterval(() => void this.look(), POLL_MS);
    this.timer.unref();
    void this.look();
  }

  /** @throws DomainError `OVERLOADED` with `retry_after`, in seconds. */
  readonly admit = (inFlight: number): void => {
    if (inFlight < this.limits.maxInFlight && this.depth < this.limits.maxQueueDepth) return;
    throw new DomainError('OVERLOADED', { retry_after: RETRY_AFTER_S });
  };

  /** @throws an error when the queue has not answered for a while. */
  assertReached(): void {
    const silentFor = performance.now() - this.answeredAt;
    if (silentFor < REACH_LIMIT_MS) return;
    const since = Number.isFinite(silentFor) ? `for ${Math.round(silentFor)} ms` : 'yet';
    throw new Error(`The queue has not answered ${since}`);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      this.depth = await this.readDepth();
      this.answeredAt = performance.now();
    } catch (error) {
      // Out of reach is not full: commands are promoted to Postgres meanwhile.
      this.depth = 0;
      this.logger.warn({ error: String(error) }, 'read queue depth');
    } finally {
      this.looking = false;
    }
  }
}
