import type { Caller, DepartmentId, OrganizationId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { waitForLock } from '../advisory-locks.js';
import { recordAudit } from '../audit/record-changes.js';
import type { SlackChannelLink } from '../entities/slack.entity.js';
import { FOLLOW } from './announcements/announcement-statements.js';
import { type NewSlackDelivery, writeDeliveries } from './slack-outbox.js';

export interface SlackChannel {
  readonly teamId: string;
  readonly channelId: string;
}

/** Which changes are announced in a channel: each, a daily summary, or none. */
export type Announcements = SlackChannelLink['announcements'];

/** Who reads a channel: people of the workspace, also those of other organizations (Slack Connect), or few people. */
export type ChannelAudience = SlackChannelLink['audience'];

export interface ChannelLink extends Pick<SlackChannelLink, 'announcements' | 'audience' | 'stopped_because'> {
  readonly department_id: DepartmentId;
}

export interface NewChannelLink extends Pick<SlackChannelLink, 'announcements' | 'audience'> {
  readonly departmentId: DepartmentId;
  /** The Slack user who links the channel. */
  readonly slackUserId: string;
}

/** A channel in which changes are announced. */
interface AnnouncedChannel extends Pick<SlackChannelLink, 'audience'> {
  /** Whether the bot has seen within the last hour who reads it. */
  readonly is_seen: boolean;
}

/** Readers for whom announcements are stopped, unless someone has agreed to others than those of the workspace. */
const UNAGREED_AUDIENCES: readonly ChannelAudience[] = ['shared', 'unknown'];

/** A channel whose announcements have stopped. */
export interface StoppedLink {
  readonly department_name: string;
  /** Who linked it, in Slack; null when that is not known. */
  readonly slack_user_id: string | null;
}

/** Channels that are linked to departments. */
export class SlackChannelLinks {
  constructor(private readonly dataSource: DataSource) {}

  async find({ teamId, channelId }: SlackChannel, organizationId: OrganizationId): Promise<ChannelLink | null> {
    const [link]: ChannelLink[] = await this.dataSource.query(
      `SELECT department_id, announcements, audience, stopped_because FROM slack_channel_links
       WHERE team_id = $1 AND channel_id = $2 AND organization_id = $3`,
      [teamId, channelId, organizationId],
    );
    return link ?? null;
  }

  /** Null while no changes are announced in the channel. */
  async findAnnounced({ teamId, channelId }: SlackChannel, organizationId: OrganizationId) {
    const [announced]: AnnouncedChannel[] = await this.dataSource.query(
      `SELECT audience, coalesce(seen_at > clock_timestamp() - interval '1 hour', false) AS is_seen
       FROM slack_channel_links
       WHERE team_id = $1 AND channel_id = $2 AND organization_id = $3 AND announcements <> 'off'
         AND stopped_because IS NULL`,
      [teamId, channelId, organizationId],
    );
    return announced ?? null;
  }

  /** The bot has seen that only people of the workspace read the channel. */
  async seen({ teamId, channelId }: SlackChannel): Promise<void> {
    await this.dataSource.query(
      'UPDATE slack_channel_links SET seen_at = clock_timestamp() WHERE team_id = $1 AND channel_id = $2',
      [teamId, channelId],
    );
  }

  /** Announcements that are turned on begin with the changes from now on. */
  async put(caller: Caller, channel: SlackChannel, link: NewChannelLink): Promise<void> {
    const { organizationId, actor } = caller.principal;
    const { departmentId, announcements, audience, slackUserId } = link;
    await this.dataSource.transaction(async (tx) => {
      // Otherwise a bot that does not see the link yet could unfollow the organization right afterwards.
      await waitForLock(tx, 'announcements');
      const [before]: Pick<SlackChannelLink, 'organization_id' | 'department_id'>[] = await tx.query(
        `SELECT organization_id, department_id FROM slack_channel_links
         WHERE team_id = $1 AND channel_id = $2 FOR UPDATE`,
        [channel.teamId, channel.channelId],
      );
      const isTaken = before !== undefined && before.department_id !== departmentId;
      await tx.query(
        `INSERT INTO slack_channel_links AS l (team_id, channel_id, organization_id, department_id, announcements,
           announced_since, audience, seen_at, linked_by, linked_by_slack_user)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6, clock_timestamp(), $7, $8)
         ON CONFLICT (team_id, channel_id) DO UPDATE SET
           organization_id = excluded.organization_id, department_id = excluded.department_id,
           announcements = excluded.announcements, audience = excluded.audience, seen_at = excluded.seen_at,
           announced_since = CASE
             WHEN l.department_id = excluded.department_id AND l.announcements <> 'off' AND l.stopped_because IS NULL
             THEN l.announced_since ELSE excluded.announced_since END,
           linked_by = excluded.linked_by, linked_by_slack_user = excluded.linked_by_slack_user,
           stopped_because = NULL`,
        [
          channel.teamId,
          channel.channelId,
          organizationId,
          departmentId,
          announcements,
          audience,
          actor.id,
          slackUserId,
        ],
      );
      if (isTaken || announcements === 'off') await dropAnnouncements(tx, channel);
      await tx.query(FOLLOW);
      if (isTaken && before.organization_id === organizationId)
        await recordUnlink(tx, caller, channel, before.department_id as DepartmentId);
      const after = { team_id: channel.teamId, channel_id: channel.channelId, announcements };
      await recordAudit(tx, caller, { action: 'slack.channel.link', departmentId, subject: departmentId, after });
    });
  }

  /** The department that the channel was linked to, or null. */
  async remove(caller: Caller, channel: SlackChannel): Promise<DepartmentId | null> {
    return this.dataSource.transaction(async (tx) => {
      await waitForLock(tx, 'announcements');
      const [rows]: [{ department_id: DepartmentId }[], number] = await tx.query(
        `DELETE FROM slack_channel_links WHERE team_id = $1 AND channel_id = $2 AND organization_id = $3
         RETURNING department_id`,
        [channel.teamId, channel.channelId, caller.principal.organizationId],
      );
      const departmentId = rows[0]?.department_id;
      if (departmentId === undefined) return null;
      await dropAnnouncements(tx, channel);
      await recordUnlink(tx, caller, channel, departmentId);
      return departmentId;
    });
  }

  /**
   * Slack no longer takes messages in the channel, or others may read it (`UNAGREED_AUDIENCES`) and nobody agreed to that:
   * nothing more is announced there until someone turns it on again. The notice of it is stored with it; none when the
   * announcements had stopped before.
   *
   * @throws Error that `isFenced` knows, when the organization is moving or has moved: the other cell has to stop them
   */
  async stop(
    channel: SlackChannel,
    because: string,
    notice: (link: StoppedLink) => NewSlackDelivery | null,
  ): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await waitForLock(tx, 'announcements');
      const [[link]]: [StoppedLink[], number] = await tx.query(
        `UPDATE slack_channel_links l SET stopped_because = $3 FROM departments d
         WHERE l.team_id = $1 AND l.channel_id = $2 AND l.announcements <> 'off' AND l.stopped_because IS NULL
           AND (l.audience = 'workspace' OR $3 <> ALL ($4::text[]))
           AND d.organization_id = l.organization_id AND d.id = l.department_id
           AND refuse_if_fenced(l.organization_id)
         RETURNING d.name AS department_name, coalesce(l.linked_by_slack_user, (
           SELECT min(i.slack_user_id) FROM slack_identities i
           WHERE i.team_id = l.team_id AND i.organization_id = l.organization_id AND i.user_id = l.linked_by
         )) AS slack_user_id`,
        [channel.teamId, channel.channelId, because, UNAGREED_AUDIENCES],
      );
      if (link === undefined) return;
      await dropAnnouncements(tx, channel);
      const delivery = notice(link);
      await writeDeliveries(tx, delivery === null ? [] : [delivery]);
    });
  }
}

/** Drops what was collected for the channel, and gives up the messages that Slack has not taken: they name members. */
async function dropAnnouncements(tx: EntityManager, { teamId, channelId }: SlackChannel): Promise<void> {
  await tx.query('DELETE FROM slack_announcements WHERE team_id = $1 AND channel_id = $2', [teamId, channelId]);
  await tx.query(
    `UPDATE slack_deliveries SET gave_up = 'not announced'
     WHERE workspace_id = $1 AND method = 'post' AND target ->> 'channel' = $2
       AND delivered_at IS NULL AND gave_up IS NULL`,
    [teamId, channelId],
  );
}

function recordUnlink(
  tx: EntityManager,
  caller: Caller,
  { teamId, channelId }: SlackChannel,
  departmentId: DepartmentId,
): Promise<void> {
  const before = { team_id: teamId, channel_id: channelId };
  return recordAudit(tx, caller, { action: 'slack.channel.unlink', departmentId, subject: departmentId, before });
}
