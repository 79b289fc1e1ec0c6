import { DomainError } from '@roster/domain';
import type { QueueLogger } from '../logger.js';

const LOOK_EVERY_MS = 1_000;

/** Nobody here knows how fast the queue shrinks. Seconds. */
const RETRY_AFTER_S = 2;

/** How many jobs wait in a queue, looked up in the background. */
export class QueueDepth {
  private depth = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly read: () => Promise<number>,
    private readonly most: number,
    private readonly logger: QueueLogger,
  ) {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** @throws DomainError `OVERLOADED` with `retry_after`, in seconds, when too many wait */
  readonly check = (): void => {
    if (this.depth >= this.most) throw new DomainError('OVERLOADED', { retry_after: RETRY_AFTER_S });
  };

  close(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    try {
      this.depth = await this.read();
    } catch (error) {
      // Out of reach is not full: commands are promoted to Postgres meanwhile.
      this.depth = 0;
      this.logger.warn({ error: String(error) }, 'read queue depth');
    }
  }
}
