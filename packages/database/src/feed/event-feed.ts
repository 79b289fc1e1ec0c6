import type { OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { EventIds } from '../audit/event-ids.js';
import { BlockCipher } from '../block-cipher.js';
import { FeedCursors, type FeedPosition } from './feed-cursors.js';
import { type FeedPage, type FeedQuery, haveNews, readFeed, readFeedEnd, readPositionBefore } from './feed-reader.js';

/** The feeds of all organizations, for those who read them. */
export class EventFeed {
  private blocks: Promise<BlockCipher> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** @throws DomainError CURSOR_EXPIRED */
  read(query: FeedQuery): Promise<FeedPage> {
    return readFeed(this.dataSource, query);
  }

  /** The end of the feed. */
  readEnd(): Promise<FeedPosition> {
    return readFeedEnd(this.dataSource);
  }

  /** A position before the first event from this time on. Some events from shortly before come after it, too. */
  positionBefore(time: Date): Promise<FeedPosition> {
    return readPositionBefore(this.dataSource, time);
  }

  /** Of each of these, whether its organization has an event after its position. */
  haveNews(waiting: readonly { readonly organizationId: OrganizationId; readonly position: string }[]) {
    return haveNews(this.dataSource, waiting);
  }

  async cursors(): Promise<FeedCursors> {
    return new FeedCursors(await this.cipher());
  }

  async eventIds(): Promise<EventIds> {
    return new EventIds(await this.cipher());
  }

  /** Read once, and again after a failure. */
  private cipher(): Promise<BlockCipher> {
    this.blocks ??= BlockCipher.read(this.dataSource).catch((error) => {
      this.blocks = undefined;
      throw error;
    });
    return this.blocks;
  }
}
