import type { OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { tryLock } from '../../advisory-locks.js';
import type { SlackAnnouncement } from '../../entities/slack-announcement.entity.js';
import { walkTransaction } from '../../transactions/planned-transaction.js';
import { type NewSlackDelivery, writeDeliveries } from '../slack-outbox.js';
import {
  COLLECT,
  DUE,
  FOLLOW,
  HOLD_FOLLOWING,
  POSTPONE,
  STATE,
  TAKE,
  UNFOLLOW,
  WITH_NEWS,
} from './announcement-statements.js';
import { type Announcement, nameAnnouncement } from './named-announcement.js';
import { fitToReaders } from './outside-readers.js';

interface AnnouncementOptions {
  /** The most events of an organization that are read at a time. */
  readonly pieceSize?: number;
  /** Called inside each transaction, before it commits. For tests. */
  readonly beforeCommit?: () => Promise<void>;
}

interface Failure {
  /** The organization whose events were not read, or the bundle of which no message was made. */
  readonly of: Readonly<Record<string, string>>;
  readonly error: unknown;
}

interface Turn {
  readonly messages: number;
  /** There may be more: run again at once. */
  readonly full: boolean;
  /** They are tried again: reading in the next turn, a message a minute later. */
  readonly failures: readonly Failure[];
}

type Draw = (announcement: Announcement) => object;
type Bundle = Pick<SlackAnnouncement, 'team_id' | 'channel_id' | 'bundle'>;

const MOST_MESSAGES = 20;
/** Which organizations are followed is brought up to date this often; links and connections follow at once. */
const FOLLOW_EVERY_MS = 600_000;

/**
 * Makes messages from the feed, for the channels in which changes of their departments are announced. Every bot does so; an
 * advisory lock lets one at a time. The events of an organization are read in one transaction, and each message is made in
 * one: what a bot began before it died, the next one repeats, so that each change is announced once. What fails for one
 * organization or message holds up no other.
 */
export class SlackAnnouncements {
  /** Where the feed ended when it was last read to its end. */
  private readTo: string | null = null;
  private followedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: AnnouncementOptions = {},
  ) {}

  /** Reads what is new, and stores the messages that are due. Nothing while another bot does. */
  async run(draw: Draw): Promise<Turn> {
    const [{ last_position: end, due }]: [{ last_position: string; due: boolean }] = await this.dataSource.query(STATE);
    if (performance.now() - this.followedAt > FOLLOW_EVERY_MS) await this.follow();
    const failures: Failure[] = [];
    const isRead = end === this.readTo || (await this.collect(failures));
    if (isRead) this.readTo = end;
    const messages = due ? await this.tellDue(draw, failures) : 0;
    return { messages, full: (!isRead && failures.length === 0) || messages === MOST_MESSAGES, failures };
  }

  private async follow(): Promise<void> {
    const followed = await this.alone(async (tx) => {
      await tx.query(HOLD_FOLLOWING);
      await tx.query(FOLLOW);
      await tx.query(UNFOLLOW);
      return true;
    });
    if (followed) this.followedAt = performance.now();
  }

  /** True when all events were read. */
  private async collect(failures: Failure[]): Promise<boolean> {
    const { pieceSize = 2_000 } = this.options;
    const followed: { organization_id: OrganizationId }[] = await walkTransaction(this.dataSource, (tx) =>
      tx.query(WITH_NEWS),
    );
    let isRead = true;
    for (const of of followed) {
      try {
        const rows = await this.alone((tx) => tx.query(COLLECT, [of.organization_id, pieceSize]));
        isRead &&= rows !== null && rows[0].events < pieceSize;
      } catch (error) {
        isRead = false;
        failures.push({ of, error });
      }
    }
    return isRead;
  }

  /** Returns how many messages were due. */
  private async tellDue(draw: Draw, failures: Failure[]): Promise<number> {
    const due: Bundle[] = await this.dataSource.query(DUE, [MOST_MESSAGES]);
    let taken = 0;
    for (const { team_id, channel_id, bundle } of due) {
      const key = [team_id, channel_id, bundle];
      try {
        if (await this.alone((tx) => tell(tx, key, draw))) taken++;
      } catch (error) {
        await this.dataSource.query(POSTPONE, key);
        failures.push({ of: { team_id, channel_id, bundle }, error });
      }
    }
    return taken;
  }

  /** Null when another bot is at work. */
  private alone<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result | null> {
    return walkTransaction(this.dataSource, async (tx) => {
      if (!(await tryLock(tx, 'announcements'))) return null;
      const result = await work(tx);
      await this.options.beforeCommit?.();
      return result;
    });
  }
}

/** Replaces a bundle by its message. False when another bot did. */
async function tell(tx: EntityManager, key: readonly string[], draw: Draw): Promise<boolean> {
  const [rows]: [SlackAnnouncement[], number] = await tx.query(TAKE, [...key]);
  const [first, ...others] = rows.sort((one, other) =>
    Number(BigInt(one.first_position) - BigInt(other.first_position)),
  );
  if (first === undefined) return false;
  const announcement = await nameAnnouncement(tx, first, [first, ...others]);
  if (announcement === null) return true;
  const message = draw(await fitToReaders(tx, first, announcement));
  await writeDeliveries(tx, [deliveryOf(first, announcement, message)]);
  return true;
}

/** The first change makes the ID of the message: a message that is made twice is stored once. */
function deliveryOf(first: SlackAnnouncement, { teamId }: Announcement, message: object): NewSlackDelivery {
  const { team_id, channel_id, organization_id: organization, bundle, first_position, trace_id } = first;
  return {
    id: `announcement:${team_id}:${channel_id}:${first_position}:${bundle}`,
    workspace_id: team_id,
    method: 'post',
    target: { team: teamId, channel: channel_id, organization },
    payload: { ...message },
    trace_id,
  };
}
