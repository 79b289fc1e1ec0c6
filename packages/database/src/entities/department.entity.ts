import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';
import { IdentityKey, Timestamp } from './columns.js';
import { Organization, OrganizationMember } from './organization.entity.js';

/** A node of an organization's department tree; a root has no parent. */
@Entity('departments')
@Unique('departments_organization_id_id_key', ['organization_id', 'id'])
@Index('departments_sibling_name_key', { synchronize: false })
@Index('departments_name_idx', { synchronize: false })
@Index('departments_age_idx', { synchronize: false })
@Index('departments_search_idx', { synchronize: false })
@Index('departments_manager_idx', ['manager_user_id', 'organization_id'], { where: `"manager_user_id" IS NOT NULL` })
// The parent is in the same organization: both columns are in the key.
@ForeignKey(() => Department, ['organization_id', 'parent_id'], ['organization_id', 'id'], {
  name: 'departments_parent_fkey',
})
// A manager who leaves the organization manages nothing in it; the department stays.
@ForeignKey(() => OrganizationMember, ['organization_id', 'manager_user_id'], ['organization_id', 'user_id'], {
  name: 'departments_manager_fkey',
  onDelete: 'SET NULL',
})
export class Department {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'departments_pkey' }) id!: string;
  @ForeignKey(() => Organization, { name: 'departments_organization_fkey', onDelete: 'CASCADE' })
  @Column('text')
  organization_id!: string;
  @Column('text', { nullable: true }) parent_id!: string | null;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) description!: string | null;
  /** Who may change members here and below. */
  @Column('text', { nullable: true }) manager_user_id!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3 }) updated_at!: Date;
}

/** A membership in a department. The primary key makes duplicates impossible, and finds the memberships of a user. */
@Entity('department_members')
@Index('department_members_listing_idx', ['organization_id', 'department_id', 'added_at', 'user_id'])
@Index('department_members_time_idx', { synchronize: false })
// Members who leave the organization leave all its departments.
@ForeignKey(() => OrganizationMember, ['organization_id', 'user_id'], ['organization_id', 'user_id'], {
  name: 'department_members_person_fkey',
  onDelete: 'CASCADE',
})
// A department with members cannot be deleted.
@ForeignKey(() => Department, ['organization_id', 'department_id'], ['organization_id', 'id'], {
  name: 'department_members_department_fkey',
})
export class DepartmentMembership {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'department_members_pkey' }) user_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'department_members_pkey' }) department_id!: string;
  @Column('text') organization_id!: string;
  @Timestamp() added_at!: Date;
  /** The actor, as `type:id`. */
  @Column('text') added_by!: string;
}

/**
 * A part of the number of a department's members: the sum over its slots is the number. Triggers on `department_members`
 * keep it, in the transaction of the change; nothing else writes here.
 */
@Entity('department_member_counts')
export class DepartmentMemberCount {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'department_member_counts_pkey' }) department_id!: string;
  @IdentityKey('department_member_counts_pkey') slot!: string;
  /** Below 0 if more members left through this slot than joined through it. */
  @Column('integer') members!: number;
  /** How often it was written: a full slot is replaced. */
  @Column('integer', { default: 1 }) changes!: number;
}
