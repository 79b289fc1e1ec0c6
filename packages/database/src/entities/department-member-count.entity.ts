import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/**
 * A part of the number of a department's members: the sum over its slots is the number. Triggers on `department_members`
 * keep it, in the transaction of the change; nothing else writes here.
 */
@Entity('department_member_counts')
export class DepartmentMemberCount {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'department_member_counts_pkey' })
  department_id!: string;

  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'department_member_counts_pkey',
  })
  slot!: string;

  /** Less than 0 where more people left by this slot than joined by it. */
  @Column('integer')
  members!: number;

  /** How often it was written: a slot that is full is replaced. */
  @Column('integer', { default: 1 })
  changes!: number;
}
