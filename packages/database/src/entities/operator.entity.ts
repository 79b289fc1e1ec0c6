import type { OperatorRole } from '@roster/domain';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { IdentityKey, Timestamp } from './columns.js';

/** How an operator signed in. */
export type SignInMethod = 'password' | 'oidc';

/** An account of the console. It can be disabled but not deleted: `operator_events` refers to it. */
@Entity('operators')
@Check('operators_role_check', `"role" IN ('viewer', 'operator')`)
@Index('operators_email_key', { synchronize: false })
@Index('operators_oidc_subject_key', ['oidc_subject'], { unique: true })
export class Operator {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operators_pkey' }) id!: string;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text') role!: OperatorRole;
  /** With the parameters of the algorithm: see `hashPassword`. Null: signs in with the identity provider only. */
  @Column('text', { nullable: true }) password_hash!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) created_at!: Date;
  @Timestamp({ nullable: true }) disabled_at!: Date | null;
  @Timestamp({ nullable: true }) last_sign_in_at!: Date | null;
  /** Issuer and subject of the identity that this account is bound to. */
  @Column('text', { nullable: true }) oidc_subject!: string | null;
}

/** A session of the console. Its cookie is random; only the SHA-256 is stored. */
@Entity('operator_sessions')
@Check('operator_sessions_method_check', `"method" IN ('password', 'oidc')`)
@Index('operator_sessions_operator_idx', ['operator_id'])
export class OperatorSession {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'operator_sessions_pkey' }) id_hash!: Buffer;
  @ForeignKey(() => Operator, { name: 'operator_sessions_operator_fkey', onDelete: 'CASCADE' })
  @Column('text')
  operator_id!: string;
  /** The token in every form of this session. */
  @Column('text') csrf_token!: string;
  @Column('text') address!: string;
  @Timestamp() created_at!: Date;
  @Timestamp() last_seen_at!: Date;
  @Timestamp() expires_at!: Date;
  @Column('text', { default: 'password' }) method!: SignInMethod;
}

/** A browser in which an operator has signed in. Its cookie is random; only the SHA-256 is stored. */
@Entity('operator_devices')
@Index('operator_devices_operator_idx', ['operator_id'])
export class OperatorDevice {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'operator_devices_pkey' }) token_hash!: Buffer;
  @ForeignKey(() => Operator, { name: 'operator_devices_operator_fkey', onDelete: 'CASCADE' })
  @Column('text')
  operator_id!: string;
  @Timestamp() created_at!: Date;
  @Timestamp() expires_at!: Date;
}

/** The authenticator app of an operator (TOTP, RFC 6238). */
@Entity('operator_second_factors')
export class OperatorSecondFactor {
  @ForeignKey(() => Operator, { name: 'operator_second_factors_operator_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operator_second_factors_pkey' })
  operator_id!: string;
  /** The ID of the key that sealed the secret. */
  @Column('text') key_id!: string;
  @Column('bytea') sealed_secret!: Buffer;
  /** The time step of the last code that was accepted: no code of that step or an earlier one is. */
  @Column('integer') last_step!: number;
  @Timestamp() created_at!: Date;
}

/** A recovery code that was not used yet. Only its SHA-256 is stored. */
@Entity('operator_recovery_codes')
export class OperatorRecoveryCode {
  @ForeignKey(() => OperatorSecondFactor, { name: 'operator_recovery_codes_factor_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operator_recovery_codes_pkey' })
  operator_id!: string;
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'operator_recovery_codes_pkey' }) code_hash!: Buffer;
}

/** A sign-in with the right password that waits for the second factor. Only the SHA-256 of its cookie is stored. */
@Entity('operator_half_sign_ins')
@Index('operator_half_sign_ins_operator_idx', ['operator_id'])
export class OperatorHalfSignIn {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'operator_half_sign_ins_pkey' }) token_hash!: Buffer;
  @ForeignKey(() => Operator, { name: 'operator_half_sign_ins_operator_fkey', onDelete: 'CASCADE' })
  @Column('text')
  operator_id!: string;
  @Timestamp() expires_at!: Date;
}

/** Failed sign-ins of an account, from an address or from a known device, since the last successful one. */
@Entity('operator_sign_in_attempts')
export class OperatorSignInAttempt {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'operator_sign_in_attempts_pkey' }) key!: string;
  @Column('integer') failures!: number;
  @Timestamp() last_at!: Date;
  @Timestamp({ nullable: true }) blocked_until!: Date | null;
}

/** `begun` is stored before an action is carried out: what cannot be logged is not done. */
export type OperatorEventOutcome = 'begun' | 'done' | 'refused' | 'failed';

/** What an operator did, or tried to do, in the console. The database rejects updates of rows. */
@Entity('operator_events')
@Check('operator_events_outcome_check', `"outcome" IN ('begun', 'done', 'refused', 'failed')`)
export class OperatorEvent {
  @IdentityKey('operator_events_pkey') id!: string;
  @Timestamp() occurred_at!: Date;
  /** Null when nobody was signed in. */
  @Column('text', { nullable: true }) operator_id!: string | null;
  @Column('text') operator_email!: string;
  @Column('text') action!: string;
  @Column('text') outcome!: OperatorEventOutcome;
  /** The target: an operation, or a queue and a job. */
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('text', { nullable: true }) organization_id!: string | null;
  /** The client's network address. */
  @Column('text') address!: string;
  @Column('jsonb', { nullable: true }) details!: Record<string, unknown> | null;
}
