import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { Timestamp } from './columns.js';
import { OrganizationMember } from './organization-member.entity.js';

/** The member that a Slack user is linked to: by the verified e-mail address, or by an admin. */
@Entity('slack_identities')
@Check('slack_identities_how_check', `"how" IN ('email', 'explicit')`)
@Index('slack_identities_person_idx', ['organization_id', 'user_id'])
export class SlackIdentity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_identities_pkey' }) team_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_identities_pkey' }) slack_user_id!: string;
  @Column('text') organization_id!: string;
  @Column('text') user_id!: string;
  @Column('text') how!: 'email' | 'explicit';
  /** When Slack is asked again; null for an admin's link. */
  @Timestamp({ nullable: true }) cached_until!: Date | null;
  /** The actor, as `type:id`. */
  @Column('text', { nullable: true }) linked_by!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;

  @ManyToOne(() => OrganizationMember, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organization_id',
      foreignKeyConstraintName: 'slack_identities_person_fkey',
    },
    { name: 'user_id', referencedColumnName: 'user_id', foreignKeyConstraintName: 'slack_identities_person_fkey' },
  ])
  person?: Relation<OrganizationMember>;
}
