import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';
import { SlackInstallation } from './slack.entity.js';

/** How far the users of a Slack team have been read. */
@Entity('slack_directories')
@Index('slack_directories_due_idx', ['due_at'])
@Index('slack_directories_installation_idx', ['workspace_id'])
export class SlackDirectory {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_directories_pkey' }) team_id!: string;
  @ForeignKey(() => SlackInstallation, { name: 'slack_directories_installation_fkey', onDelete: 'CASCADE' })
  @Column('text')
  workspace_id!: string;
  /** Where the next page begins. Null before the first page and after the last one. */
  @Column('text', { nullable: true }) cursor!: string | null;
  /** When the first page was asked for. */
  @Timestamp({ nullable: true }) begun_at!: Date | null;
  /** When all users had been read for the last time. */
  @Timestamp({ nullable: true }) completed_at!: Date | null;
  @Timestamp({ default: () => 'clock_timestamp()' }) due_at!: Date;
  @Column('integer', { default: 0 }) failures!: number;
}

/** A user of a Slack team. */
@Entity('slack_users')
@Index('slack_users_names_idx', { synchronize: false })
export class SlackUser {
  @ForeignKey(() => SlackDirectory, { name: 'slack_users_directory_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_users_pkey' })
  team_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_users_pkey' }) slack_user_id!: string;
  @Column('jsonb') profile!: object;
  @Column('text', { array: true }) search_names!: string[];
  @Timestamp({ precision: 0 }) changed_at!: Date;
  @Timestamp({ default: () => 'clock_timestamp()' }) read_at!: Date;
}
