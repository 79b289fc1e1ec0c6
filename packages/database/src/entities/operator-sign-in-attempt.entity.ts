import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed sign-ins of one account, or from one address, since the last that succeeded. */
@Entity('operator_sign_in_attempts')
export class OperatorSignInAttempt {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operator_sign_in_attempts_pkey' })
  key!: string;

  @Column('integer')
  failures!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  last_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  blocked_until!: Date | null;
}
