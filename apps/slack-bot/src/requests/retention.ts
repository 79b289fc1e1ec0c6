import type { SlackInbox, SlackOutbox } from '@roster/database';
import type { Logger } from '@roster/runtime';

const INTERVAL_MS = 10 * 60_000;

/** Deletes old requests and messages. Every bot does so, which is harmless. */
export class Retention {
  private timer: NodeJS.Timeout | undefined;
  private purging: Promise<void> = Promise.resolve();

  constructor(
    private readonly inbox: SlackInbox,
    private readonly outbox: SlackOutbox,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.purging = this.purge();
    }, INTERVAL_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.purging;
  }

  private async purge(): Promise<void> {
    try {
      await this.inbox.purge();
      await this.outbox.purge();
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'old requests and messages were not deleted');
    }
  }
}
