import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Timestamp } from './columns.js';
import { Department } from './department.entity.js';
import { OrganizationMember } from './organization-member.entity.js';

/** A membership in a department. The primary key makes duplicates impossible. */
@Entity('department_members')
@Index('department_members_listing_idx', ['organization_id', 'department_id', 'added_at', 'user_id'])
@Index('department_members_person_idx', ['organization_id', 'user_id'])
export class DepartmentMembership {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'department_members_pkey' }) department_id!: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'department_members_pkey' }) user_id!: string;
  @Column('text') organization_id!: string;
  @Timestamp() added_at!: Date;
  /** The actor, as `type:id`. */
  @Column('text') added_by!: string;
  /** Members who leave the organization leave all its departments. */
  @ManyToOne(() => OrganizationMember, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organization_id',
      foreignKeyConstraintName: 'department_members_person_fkey',
    },
    { name: 'user_id', referencedColumnName: 'user_id', foreignKeyConstraintName: 'department_members_person_fkey' },
  ])
  person?: Relation<OrganizationMember>;

  /** A department with members cannot be deleted. */
  @ManyToOne(() => Department)
  @JoinColumn([
    {
      name: 'organization_id',
      referencedColumnName: 'organization_id',
      foreignKeyConstraintName: 'department_members_department_fkey',
    },
    {
      name: 'department_id',
      referencedColumnName: 'id',
      foreignKeyConstraintName: 'department_members_department_fkey',
    },
  ])
  department?: Relation<Department>;
}
