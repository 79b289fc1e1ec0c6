import type { SlackAnnouncements } from '@roster/database';
import { IntervalLoop, type Logger } from '@roster/runtime';
import { announcementMessage } from '../messages/announcement-message.js';
import type { OutboxDispatcher } from '../requests/outbox-dispatcher.js';

const LOOK_EVERY_MS = 500;

/** Announces changes in linked channels, however they were made. See `SlackAnnouncements`. */
export class Announcer {
  private loop: IntervalLoop | null = null;

  constructor(
    private readonly announcements: SlackAnnouncements,
    private readonly dispatcher: OutboxDispatcher,
    private readonly logger: Logger,
  ) {}

  start(): void {
    const run = () => this.run();
    const name = 'changes were not announced';
    this.loop = new IntervalLoop({ name, logger: this.logger, intervalMs: LOOK_EVERY_MS, run });
  }

  async close(): Promise<void> {
    await this.loop?.stop();
  }

  private async run(): Promise<void> {
    const { messages, full, failures } = await this.announcements.run(announcementMessage);
    for (const { of, error } of failures) this.logger.error({ ...of, err: error }, 'changes were not announced');
    if (messages > 0) this.dispatcher.wake();
    if (full) this.loop?.wake();
  }
}
