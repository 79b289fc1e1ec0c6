import type { OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { tryLockAnnouncements } from '../../advisory-locks.js';
import type { SlackAnnouncement } from '../../entities/slack-announcement.entity.js';
import { walkTransaction } from '../../transactions/planned-transaction.js';
import { type NewSlackDelivery, writeDeliveries } from '../slack-outbox.js';
import { COLLECT, FOLLOW, HAS_WORK, TAKE_DUE, UNFOLLOW, WITH_NEWS } from './announcement-statements.js';
import { type Announcement, nameAnnouncement } from './named-announcement.js';

interface AnnouncementOptions {
  /** The most events of an organization that are read at a time. */
  readonly pieceSize?: number;
  /** Called inside the transaction, before it commits. For tests. */
  readonly beforeCommit?: () => Promise<void>;
}

interface Turn {
  readonly messages: number;
  /** There may be more: run again at once. */
  readonly full: boolean;
}

const MOST_MESSAGES = 20;
const NOTHING: Turn = { messages: 0, full: false };

/**
 * Makes messages from the feed, for the channels that are told of changes in their departments. Every bot does so; an
 * advisory lock lets one at a time. Reading the feed and storing messages are one transaction: what a bot that died had
 * begun, the next one does anew, so that each change is told once.
 */
export class SlackAnnouncements {
  constructor(
    private readonly dataSource: DataSource,
    private readonly options: AnnouncementOptions = {},
  ) {}

  /** Reads what is new, and stores the messages that are due. Nothing while another bot does. */
  async run(draw: (announcement: Announcement) => object): Promise<Turn> {
    const [{ work }] = await this.dataSource.query(HAS_WORK);
    if (!work) return NOTHING;
    return walkTransaction(this.dataSource, async (tx) => {
      if (!(await tryLockAnnouncements(tx))) return NOTHING;
      await tx.query(FOLLOW);
      await tx.query(UNFOLLOW);
      const isMoreNews = await this.collect(tx);
      const messages = await this.tellDue(tx, draw);
      await this.options.beforeCommit?.();
      return { messages, full: isMoreNews || messages === MOST_MESSAGES };
    });
  }

  private async collect(tx: EntityManager): Promise<boolean> {
    const { pieceSize = 2_000 } = this.options;
    let isMore = false;
    const followed: { organization_id: OrganizationId }[] = await tx.query(WITH_NEWS);
    for (const { organization_id } of followed) {
      const [{ events }] = await tx.query(COLLECT, [organization_id, pieceSize]);
      isMore ||= events === pieceSize;
    }
    return isMore;
  }

  private async tellDue(tx: EntityManager, draw: (announcement: Announcement) => object): Promise<number> {
    const [rows]: [SlackAnnouncement[], number] = await tx.query(TAKE_DUE, [MOST_MESSAGES]);
    const bundles = bundled(rows);
    const deliveries: NewSlackDelivery[] = [];
    for (const changes of bundles.values()) {
      const [first] = changes.sort((one, other) => Number(BigInt(one.first_position) - BigInt(other.first_position)));
      const announcement = first && (await nameAnnouncement(tx, first, changes));
      if (announcement) deliveries.push(deliveryOf(first, announcement, draw(announcement)));
    }
    await writeDeliveries(tx, deliveries);
    return bundles.size;
  }
}

/** The rows of each message. */
function bundled(rows: readonly SlackAnnouncement[]): Map<string, SlackAnnouncement[]> {
  const bundles = new Map<string, SlackAnnouncement[]>();
  for (const row of rows) {
    const key = `${row.team_id} ${row.channel_id} ${row.bundle}`;
    bundles.set(key, [...(bundles.get(key) ?? []), row]);
  }
  return bundles;
}

/** The first change makes the ID of the message: a message that is made twice is stored once. */
function deliveryOf(first: SlackAnnouncement, { teamId }: Announcement, message: object): NewSlackDelivery {
  const { team_id, channel_id, bundle, first_position, trace_id } = first;
  return {
    id: `announcement:${team_id}:${channel_id}:${first_position}:${bundle}`,
    workspace_id: team_id,
    method: 'post',
    target: { team: teamId, channel: channel_id },
    payload: { ...message },
    trace_id,
  };
}
