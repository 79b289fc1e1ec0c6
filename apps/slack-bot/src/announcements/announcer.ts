import type { SlackAnnouncements } from '@roster/database';
import { BackgroundWork, type Logger } from '@roster/runtime';
import { announcementMessage } from '../messages/announcement-message.js';
import type { OutboxDispatcher } from '../requests/outbox-dispatcher.js';

const LOOK_EVERY_MS = 500;

/** Announces changes in linked channels, however they were made. See `SlackAnnouncements`. */
export class Announcer extends BackgroundWork {
  protected readonly tasks = [
    { name: 'changes were not announced', intervalMs: LOOK_EVERY_MS, run: () => this.announce() },
  ];

  constructor(
    private readonly announcements: SlackAnnouncements,
    private readonly dispatcher: OutboxDispatcher,
    logger: Logger,
  ) {
    super(logger);
  }

  private async announce(): Promise<void> {
    const { messages, full, failures } = await this.announcements.run(announcementMessage);
    for (const { of, error } of failures) this.logger.error({ ...of, err: error }, 'changes were not announced');
    if (messages > 0) this.dispatcher.wake();
    if (full) this.wake();
  }
}
