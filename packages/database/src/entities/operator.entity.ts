import type { OperatorRole } from '@roster/domain';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who may sign in to the console. Accounts are disabled and never deleted: `operator_events` names them. */
@Entity('operators')
@Check('operators_role_check', `"role" IN ('viewer', 'operator')`)
@Index('operators_email_key', { synchronize: false })
export class Operator {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operators_pkey' })
  id!: string;

  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  role!: OperatorRole;

  /** With the algorithm and its parameters: see `hashPassword`. */
  @Column('text')
  password_hash!: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  disabled_at!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  last_sign_in_at!: Date | null;
}
