import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Department } from './department.entity.js';
import { OrganizationMember } from './organization-member.entity.js';

/** That a person is in a department. The primary key is what makes "twice" impossible. */
@Entity('department_members')
@Index('department_members_listing_idx', ['organization_id', 'department_id', 'added_at', 'user_id'])
@Index('department_members_person_idx', ['organization_id', 'user_id'])
export class DepartmentMembership {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'department_members_pkey' })
  department_id!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'department_members_pkey' })
  user_id!: string;

  @Column('text')
  organization_id!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  added_at!: Date;

  /** The actor, as `type:id`. */
  @Column('text')
  added_by!: string;

  /** Who leaves the organization leaves all its departments. */
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

  /** A department with members cannot vanish under them. */
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
