import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
  UpdateDateColumn,
} from 'typeorm';
import { Timestamp } from './columns.js';
import { Organization } from './organization.entity.js';

/** A Slack workspace, or a whole Enterprise organization, that installed the bot. */
@Entity('slack_installations')
@Index('slack_installations_organization_idx', ['organization_id'])
export class SlackInstallation {
  /** The ID of the team, or of the enterprise when the bot was installed for all its workspaces. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_installations_pkey' }) workspace_id!: string;
  @Column('text', { nullable: true }) team_id!: string | null;
  @Column('text', { nullable: true }) enterprise_id!: string | null;
  @Column('text', { nullable: true }) name!: string | null;
  /** Null until an owner's link is used. */
  @Column('text', { nullable: true }) organization_id!: string | null;
  @Column('text', { nullable: true }) bot_user_id!: string | null;
  @Column('text', { nullable: true }) app_id!: string | null;
  @Column('text', { array: true }) scopes!: string[];
  /** The ID of the key that sealed the tokens. */
  @Column('text', { nullable: true }) key_id!: string | null;
  /** Null when Slack revoked them, or when the only token comes from the configuration. */
  @Column('bytea', { nullable: true }) sealed_tokens!: Buffer | null;
  /** The Slack user who installed it. */
  @Column('text', { nullable: true }) installed_by!: string | null;
  @Timestamp({ nullable: true }) bound_at!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3 }) updated_at!: Date;

  @ManyToOne(() => Organization, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'slack_installations_organization_fkey' })
  organization?: Relation<Organization>;
}
