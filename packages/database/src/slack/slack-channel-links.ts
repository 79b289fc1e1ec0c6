import type { Caller, DepartmentId, OrganizationId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';

export interface SlackChannel {
  readonly teamId: string;
  readonly channelId: string;
}

export interface ChannelLink {
  readonly department_id: DepartmentId;
  readonly announce: boolean;
}

/** Channels that are linked to departments. */
export class SlackChannelLinks {
  constructor(private readonly dataSource: DataSource) {}

  async find({ teamId, channelId }: SlackChannel, organizationId: OrganizationId): Promise<ChannelLink | null> {
    const [link]: ChannelLink[] = await this.dataSource.query(
      `SELECT department_id, announce FROM slack_channel_links
       WHERE team_id = $1 AND channel_id = $2 AND organization_id = $3`,
      [teamId, channelId, organizationId],
    );
    return link ?? null;
  }

  /** Channels of the workspace in which changes of the department are announced. */
  async announcedIn(teamId: string, organizationId: OrganizationId, departmentId: DepartmentId): Promise<string[]> {
    const rows: { channel_id: string }[] = await this.dataSource.query(
      `SELECT channel_id FROM slack_channel_links
       WHERE organization_id = $2 AND department_id = $3 AND team_id = $1 AND announce ORDER BY channel_id`,
      [teamId, organizationId, departmentId],
    );
    return rows.map(({ channel_id }) => channel_id);
  }

  async put(caller: Caller, channel: SlackChannel, departmentId: DepartmentId, announce: boolean): Promise<void> {
    const { organizationId, actor } = caller.principal;
    await this.dataSource.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO slack_channel_links (team_id, channel_id, organization_id, department_id, announce, linked_by)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (team_id, channel_id) DO UPDATE SET
           organization_id = excluded.organization_id, department_id = excluded.department_id,
           announce = excluded.announce, linked_by = excluded.linked_by`,
        [channel.teamId, channel.channelId, organizationId, departmentId, announce, actor.id],
      );
      const after = { team_id: channel.teamId, channel_id: channel.channelId, announce };
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
}
