import { Check, Column, Entity } from 'typeorm';
import { IdentityKey, Timestamp } from './columns.js';

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
