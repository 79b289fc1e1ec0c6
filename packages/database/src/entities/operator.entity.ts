import type { OperatorRole } from '@roster/domain';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';

/** An account of the console. It can be disabled but not deleted: `operator_events` refers to it. */
@Entity('operators')
@Check('operators_role_check', `"role" IN ('viewer', 'operator')`)
@Index('operators_email_key', { synchronize: false })
export class Operator {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operators_pkey' }) id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text') role!: OperatorRole;
  /** With the parameters of the algorithm: see `hashPassword`. */
  @Column('text') password_hash!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  @Timestamp({ nullable: true }) disabled_at!: Date | null;
  @Timestamp({ nullable: true }) last_sign_in_at!: Date | null;
}
