import { Column, Entity, PrimaryColumn } from 'typeorm';
import { IdentityKey } from './columns.js';

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
