import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';

/** Failed sign-ins of an account, or from an address, since the last successful one. */
@Entity('operator_sign_in_attempts')
export class OperatorSignInAttempt {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operator_sign_in_attempts_pkey' }) key!: string;
  @Column('integer') failures!: number;
  @Timestamp() last_at!: Date;
  @Timestamp({ nullable: true }) blocked_until!: Date | null;
}
