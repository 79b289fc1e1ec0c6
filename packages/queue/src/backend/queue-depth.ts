import { DomainError } from '@roster/domain';
import type { QueueLogger } from '../logger.js';

const LOOK_EVERY_MS = 1_000;

/** How long the queue may leave looks unanswered before it is held to be out of reach, in milliseconds: a failover is shorter. */
const REACH_LIMIT_MS = 10_000;

/** Nobody here knows how fast the queue shrinks. Seconds. */
const RETRY_AFTER_S = 2;

/** How many jobs wait in a queue, looked up in the background. */
export class QueueDepth {
  private depth = 0;
  private answeredAt = Number.NEGATIVE_INFINITY;
  private looking = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly read: () => Promise<number>,
    private readonly most: number,
    private readonly logger: QueueLogger,
  ) {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    void this.look();
  }

  /** @throws DomainError `OVERLOADED` with `retry_after`, in seconds, when too many wait */
  readonly check = (): void => {
    if (this.depth >= this.most) throw new DomainError('OVERLOADED', { retry_after: RETRY_AFTER_S });
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
      this.depth = await this.read();
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
