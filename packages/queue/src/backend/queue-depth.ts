import { DomainError } from '@roster/domain';
import type { QueueLogger } from '../logger.js';

const POLL_EVERY_MS = 1_000;

/** After how long without an answer the queue counts as out of reach, in milliseconds: a failover is shorter. */
const SILENCE_LIMIT_MS = 10_000;

/**
 * `retry_after` in seconds. How fast the queue shrinks is not known here. Shared by all requests: nothing about a request
 * may be attached to it.
 */
const TOO_DEEP = new DomainError('OVERLOADED', { retry_after: 2 });

/** How many jobs wait in a queue, polled in the background. */
export class QueueDepth {
  private depth = 0;
  private answeredAt = Number.NEGATIVE_INFINITY;
  private polling = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly read: () => Promise<number>,
    private readonly most: number,
    private readonly logger: QueueLogger,
  ) {
    this.timer = setInterval(() => void this.poll(), POLL_EVERY_MS);
    this.timer.unref();
    void this.poll();
  }

  /** `OVERLOADED` when too many wait. */
  readonly refusal = (): DomainError | null => (this.depth >= this.most ? TOO_DEEP : null);

  /** @throws an error when the queue has not answered for a while. */
  assertReached(): void {
    const silentFor = performance.now() - this.answeredAt;
    if (silentFor < SILENCE_LIMIT_MS) return;
    const since = Number.isFinite(silentFor) ? `for ${Math.round(silentFor)} ms` : 'yet';
    throw new Error(`The queue has not answered ${since}`);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    try {
      this.depth = await this.read();
      this.answeredAt = performance.now();
    } catch (error) {
      // A queue that is out of reach is not full: commands go to Postgres meanwhile.
      this.depth = 0;
      this.logger.warn({ error: String(error) }, 'read queue depth');
    } finally {
      this.polling = false;
    }
  }
}
