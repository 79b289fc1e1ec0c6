import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** `begun` is written before an action is carried out: what cannot be written down is not done. */
export type OperatorEventOutcome = 'begun' | 'done' | 'refused' | 'failed';

/** What somebody did in the console, or tried to. The database refuses to alter a row. */
@Entity('operator_events')
@Check('operator_events_outcome_check', `"outcome" IN ('begun', 'done', 'refused', 'failed')`)
export class OperatorEvent {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'operator_events_pkey',
  })
  id!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  occurred_at!: Date;

  /** Null when nobody was signed in. */
  @Column('text', { nullable: true })
  operator_id!: string | null;

  @Column('text')
  operator_email!: string;

  @Column('text')
  action!: string;

  @Column('text')
  outcome!: OperatorEventOutcome;

  /** What it was done to: an operation, or a queue and a job. */
  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('text', { nullable: true })
  organization_id!: string | null;

  /** The network address that it came from. */
  @Column('text')
  address!: string;

  @Column('jsonb', { nullable: true })
  details!: Record<string, unknown> | null;
}
