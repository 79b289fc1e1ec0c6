import type { Caller, DepartmentId, OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { lockAnnouncements } from '../advisory-locks.js';
import { recordAudit } from '../audit/record-changes.js';
import type { SlackChannelLink } from '../entities/slack.entity.js';
import { FOLLOW } from './announcements/announcement-statements.js';
import { type NewSlackDelivery, writeDeliveries } from './slack-outbox.js';

export interface SlackChannel {
  readonly teamId: string;
  readonly channelId: string;
}

/** Which changes a channel is told of: each, a daily summary, or none. */
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

  /** Announcements that are turned on begin with the changes from now on. */
  async put(caller: Caller, channel: SlackChannel, link: NewChannelLink): Promise<void> {
    const { organizationId, actor } = caller.principal;
    const { departmentId, announcements, audience, slackUserId } = link;
    await this.dataSource.transaction(async (tx) => {
      // Otherwise a bot that does not see the link yet could unfollow the organization right afterwards.
      await lockAnnouncements(tx);
      await tx.query(
        `INSERT INTO slack_channel_links AS l (team_id, channel_id, organization_id, department_id, announcements,
           announced_since, audience, linked_by, linked_by_slack_user)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp(), $6, $7, $8)
         ON CONFLICT (team_id, channel_id) DO UPDATE SET
           organization_id = excluded.organization_id, department_id = excluded.department_id,
           announcements = excluded.announcements, audience = excluded.audience,
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
      await tx.query(
        `DELETE FROM slack_announcements
         WHERE team_id = $1 AND channel_id = $2 AND (department_id <> $3 OR $4 = 'off')`,
        [channel.teamId, channel.channelId, departmentId, announcements],
      );
      await tx.query(FOLLOW);
      const after = { team_id: channel.teamId, channel_id: channel.channelId, announcements };
      await recordAudit(tx, caller, { action: 'slack.channel.link', departmentId, subject: departmentId, after });
    });
  }

  /** The department that the channel was linked to, or null. */
  async remove(caller: Caller, channel: SlackChannel): Promise<DepartmentId | null> {
    return this.dataSource.transaction(async (tx) => {
      const [rows]: [{ department_id: DepartmentId }[], number] = await tx.query(
        `DELETE FROM slack_channel_links WHERE team_id = $1 AND channel_id = $2 AND organization_id = $3
         RETURNING department_id`,
        [channel.teamId, channel.channelId, caller.principal.organizationId],
      );
      const departmentId = rows[0]?.department_id;
      if (departmentId === undefined) return null;
      const before = { team_id: channel.teamId, channel_id: channel.channelId };
      await recordAudit(tx, caller, { action: 'slack.channel.unlink', departmentId, subject: departmentId, before });
      return departmentId;
    });
  }

  /**
   * Slack no longer takes messages in the channel, or it was `shared`, unless that was agreed to: nothing more is announced
   * there until someone turns it on again. The notice of it is stored with it; none when the announcements had stopped
   * before.
   */
  async stop(
    { teamId, channelId }: SlackChannel,
    because: string,
    notice: (link: StoppedLink) => NewSlackDelivery | null,
  ): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const [[link]]: [StoppedLink[], number] = await tx.query(
        `UPDATE slack_channel_links l SET stopped_because = $3 FROM departments d
         WHERE l.team_id = $1 AND l.channel_id = $2 AND l.announcements <> 'off' AND l.stopped_because IS NULL
           AND (l.audience = 'workspace' OR $3 <> 'shared')
           AND d.organization_id = l.organization_id AND d.id = l.department_id
         RETURNING d.name AS department_name, coalesce(l.linked_by_slack_user, (
           SELECT min(i.slack_user_id) FROM slack_identities i
           WHERE i.team_id = l.team_id AND i.organization_id = l.organization_id AND i.user_id = l.linked_by
         )) AS slack_user_id`,
        [teamId, channelId, because],
      );
      if (link === undefined) return;
      await tx.query('DELETE FROM slack_announcements WHERE team_id = $1 AND channel_id = $2', [teamId, channelId]);
      const delivery = notice(link);
      await writeDeliveries(tx, delivery === null ? [] : [delivery]);
    });
  }
}
