import type { Actor, Channel } from '@roster/domain';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who changed what, when and how. Written in the transaction of the change; the database refuses to alter a row. */
@Entity('audit_events')
@Index('audit_events_time_idx', ['organization_id', 'occurred_at', 'id'])
@Index('audit_events_filter_idx', { synchronize: false })
@Index('audit_events_origin_idx', { synchronize: false })
export class AuditEvent {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'audit_events_pkey',
  })
  id!: string;

  @Column('text')
  organization_id!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  occurred_at!: Date;

  @Column('text')
  action!: string;

  /** Null when neither a department nor a membership was changed, nor would have been by what was cancelled. */
  @Column('text', { nullable: true })
  department_id!: string | null;

  /** Null when neither a person nor a membership was changed, nor would have been by what was cancelled. */
  @Column('text', { nullable: true })
  user_id!: string | null;

  @Column('text')
  channel!: Channel;

  @Column('text')
  actor_type!: Actor['type'];

  @Column('text')
  actor_id!: string;

  /** What made the change, or was cancelled by it; null when the change was made at once and not as an operation. */
  @Column('text', { nullable: true })
  operation_id!: string | null;

  @Column('text')
  trace_id!: string;

  /** The IP address that the change was asked for from; null when it is not known. */
  @Column('text', { nullable: true })
  address!: string | null;

  /** The id of what was changed; null when it is the membership that department and user name. */
  @Column('text', { nullable: true })
  subject!: string | null;

  /** What the change altered: the values before it (null: it was created) and after it (null: it is gone). */
  @Column('jsonb', { nullable: true })
  before!: Record<string, unknown> | null;

  @Column('jsonb', { nullable: true })
  after!: Record<string, unknown> | null;
}
