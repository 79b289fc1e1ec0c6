import { ALL_SCOPES, type Caller, type DepartmentId, type MembershipCommand } from '@roster/domain';
import {
  command,
  DEPARTMENT,
  JANE,
  ORGANIZATION,
  openTestDatabase,
  type TestDatabase,
} from '../../database.fixture.js';
import { FeedRelay } from '../../feed/feed-relay.js';
import { MembershipLedger } from '../../memberships/membership-ledger.js';
import { type Announcements, SlackChannelLinks } from '../slack-channel-links.js';
import type { Announcement } from './named-announcement.js';
import { SlackAnnouncements } from './slack-announcements.js';

export const TEAM = 'T0ACME';
export const CALLER: Caller = {
  principal: { organizationId: ORGANIZATION, actor: { type: 'user', id: JANE }, scopes: new Set(ALL_SCOPES) },
  channel: 'rest',
  traceId: 'a'.repeat(32),
};

interface Message extends Omit<Announcement, 'changes'> {
  readonly channel: string;
  readonly changes: readonly string[];
}

/** What is stored stands for the message. */
export const drawn = (announcement: Announcement) => ({ announcement });

/** A database of its own for each test, with a connected workspace, whose announcements are made turn by turn. */
export class AnnouncedChanges {
  private constructor(readonly database: TestDatabase) {}

  static async open(): Promise<AnnouncedChanges> {
    const database = await openTestDatabase();
    await database.dataSource.query(
      `INSERT INTO slack_installations (workspace_id, team_id, organization_id, scopes) VALUES ($1, $1, $2, '{}')`,
      [TEAM, ORGANIZATION],
    );
    const opened = new AnnouncedChanges(database);
    await opened.relay();
    return opened;
  }

  close(): Promise<void> {
    return this.database.close();
  }

  async relay(): Promise<void> {
    await new FeedRelay(this.database.dataSource, { retentionDays: 90 }).run();
  }

  async apply(...changes: Partial<MembershipCommand>[]): Promise<void> {
    await new MembershipLedger(this.database.dataSource).apply(changes.map(command));
    await this.relay();
  }

  get links(): SlackChannelLinks {
    return new SlackChannelLinks(this.database.dataSource);
  }

  link(channelId: string, departmentId: DepartmentId = DEPARTMENT, announcements: Announcements = 'all') {
    return this.links.put(
      CALLER,
      { teamId: TEAM, channelId },
      { departmentId, announcements, audience: 'workspace', slackUserId: 'U0JANE' },
    );
  }

  /** The turn of a bot that has just started. */
  turn(options = {}) {
    return new SlackAnnouncements(this.database.dataSource, options).run(drawn);
  }

  /** As if the time had come for all that was collected. */
  async makeDue(): Promise<void> {
    await this.database.dataSource.query(`UPDATE slack_announcements SET due_at = now() - interval '1 second'`);
  }

  /** The messages, in the order in which they were stored: "added 2: Demo Person 001, Demo Person 002". */
  async messages(): Promise<Message[]> {
    const rows: { channel: string; announcement: Announcement }[] = await this.database.dataSource.query(
      `SELECT target ->> 'channel' AS channel, payload -> 'announcement' AS announcement FROM slack_deliveries
       WHERE id LIKE 'announcement:%' ORDER BY created_at, id`,
    );
    return rows.map(({ channel, announcement }) => ({
      ...announcement,
      channel,
      changes: announcement.changes.map(({ change, other, people, named }) => {
        const where = other === null ? '' : ` (${other === 'gone' ? other : other.name})`;
        return `${change} ${people}${where}: ${named.map(({ name }) => name).join(', ')}`;
      }),
    }));
  }

  async told(): Promise<string[]> {
    await this.turn();
    await this.makeDue();
    await this.turn();
    return (await this.messages()).map(({ channel, changes }) => `${channel} ${changes.join('; ')}`);
  }
}
