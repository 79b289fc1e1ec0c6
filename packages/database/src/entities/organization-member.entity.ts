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
import { Organization } from './organization.entity.js';

export type OrganizationRole = 'owner' | 'admin' | 'member';

/** A person of an organization, with the profile that this organization keeps of them. */
@Entity('organization_members')
@Check('organization_members_role_check', `"role" IN ('owner', 'admin', 'member')`)
@Index('organization_members_email_key', { synchronize: false })
@Index('organization_members_search_idx', { synchronize: false })
export class OrganizationMember {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'organization_members_pkey' })
  organization_id!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'organization_members_pkey' })
  user_id!: string;

  @Column('text')
  full_name!: string;

  @Column('text')
  email!: string;

  @Column('text', { default: 'member' })
  role!: OrganizationRole;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  created_at!: Date;

  @ManyToOne(() => Organization, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'organization_members_organization_fkey' })
  organization?: Relation<Organization>;
}
