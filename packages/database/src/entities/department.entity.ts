import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
  Unique,
  UpdateDateColumn,
} from 'typeorm';
import { Organization } from './organization.entity.js';
import { OrganizationMember } from './organization-member.entity.js';

/** A node of an organization's department tree; a root has no parent. */
@Entity('departments')
@Unique('departments_organization_id_id_key', ['organization_id', 'id'])
@Index('departments_sibling_name_key', { synchronize: false })
@Index('departments_name_idx', { synchronize: false })
@Index('departments_age_idx', { synchronize: false })
@Index('departments_search_idx', { synchronize: false })
@Index('departments_manager_idx', ['manager_user_id', 'organization_id'], { where: `"manager_user_id" IS NOT NULL` })
export class Department {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'departments_pkey' }) id!: string;
  @Column('text') organization_id!: string;
  @Column('text', { nullable: true }) parent_id!: string | null;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) description!: string | null;
  /** Who may change members here and below. */
  @Column('text', { nullable: true }) manager_user_id!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3 }) updated_at!: Date;

  @ManyToOne(() => Organization, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organization_id', foreignKeyConstraintName: 'departments_organization_fkey' })
  organization?: Relation<Organization>;

  /** The parent is in the same organization: both columns are in the key. */
  @ManyToOne(() => Department)
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organization_id',
      foreignKeyConstraintName: 'departments_parent_fkey',
    },
    { name: 'parent_id', referencedColumnName: 'id', foreignKeyConstraintName: 'departments_parent_fkey' },
  ])
  parent?: Relation<Department>;

  /** A manager who leaves the organization manages nothing in it; the department stays. */
  @ManyToOne(() => OrganizationMember, { onDelete: 'SET NULL' })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organization_id',
      foreignKeyConstraintName: 'departments_manager_fkey',
    },
    { name: 'manager_user_id', referencedColumnName: 'user_id', foreignKeyConstraintName: 'departments_manager_fkey' },
  ])
  manager?: Relation<OrganizationMember>;
}
