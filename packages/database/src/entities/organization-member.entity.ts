import type { OrganizationRole } from '@roster/domain';
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
import { Organization } from './organization.entity.js';

/** A member of an organization, with the profile in this organization. */
@Entity('organization_members')
@Check('organization_members_role_check', `"role" IN ('owner', 'admin', 'member')`)
@Index('organization_members_email_key', { synchronize: false })
@Index('organization_members_subject_key', { synchronize: false })
@Index('organization_members_search_idx', { synchronize: false })
@Index('organization_members_name_idx', { synchronize: false })
@Index('organization_members_role_idx', ['role', 'organization_id', 'user_id'], { where: `"role" <> 'member'` })
@Index('organization_members_deactivated_idx', ['organization_id', 'user_id'], {
  where: `"deactivated_at" IS NOT NULL`,
})
export class OrganizationMember {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'organization_members_pkey' }) organization_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'organization_members_pkey' }) user_id!: string;
  @Column('text') full_name!: string;
  @Column('text') email!: string;
  @Column('text', { default: 'member' }) role!: OrganizationRole;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  /** Since when the member cannot sign in; null for an active one. */
  @Timestamp({ nullable: true }) deactivated_at!: Date | null;
  /** The account at the identity provider, once the member has signed in. */
  @Column('text', { nullable: true }) sign_in_subject!: string | null;

  @ManyToOne(() => Organization, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'organization_members_organization_fkey' })
  organization?: Relation<Organization>;
}
