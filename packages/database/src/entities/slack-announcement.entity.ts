import type { Channel } from '@roster/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';
import { Organization } from './organization.entity.js';
import { SlackChannelLink } from './slack.entity.js';

/** How far the feed of an organization has been read for its announcements. Only while it has channels with some. */
@Entity('slack_announcement_cursors')
export class SlackAnnouncementCursor {
  @ForeignKey(() => Organization, { name: 'slack_announcement_cursors_organization_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_announcement_cursors_pkey' })
  organization_id!: string;
  /** The last position that was read. */
  @Column('bigint') position!: string;
}

/** Changes of one kind that wait to be announced in a channel, in one message. */
@Entity('slack_announcements')
@Check('slack_announcements_change_check', `"change" IN ('added', 'removed')`)
@Index('slack_announcements_due_idx', ['due_at'])
@ForeignKey(() => SlackChannelLink, ['team_id', 'channel_id'], ['team_id', 'channel_id'], {
  name: 'slack_announcements_link_fkey',
  onDelete: 'CASCADE',
})
export class SlackAnnouncement {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_announcements_pkey' }) team_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_announcements_pkey' }) channel_id!: string;
  /** What becomes one message: see `COLLECT`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_announcements_pkey' }) bundle!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_announcements_pkey' }) change!: 'added' | 'removed';
  /** In a move, where people came from or went to; else empty. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_announcements_pkey' }) other_department_id!: string;
  @Column('text') organization_id!: string;
  @Column('text') department_id!: string;
  /** Null in a bundle of several actors' changes, as are the next three. */
  @Column('text', { nullable: true }) actor_type!: string | null;
  @Column('text', { nullable: true }) actor_id!: string | null;
  @Column('text', { nullable: true }) channel!: Channel | null;
  /** Of a bulk. */
  @Column('text', { nullable: true }) operation_id!: string | null;
  @Column('integer') people!: number;
  /** The first ten of them. */
  @Column('text', { array: true }) user_ids!: string[];
  /** The position of the first change in the feed. It makes the ID of the message. */
  @Column('bigint') first_position!: string;
  @Column('text') trace_id!: string;
  @Timestamp({ default: () => 'clock_timestamp()' }) begun_at!: Date;
  @Timestamp() due_at!: Date;
}
