import type { Actor, Channel } from '@roster/domain';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who changed what, when and how. Written in the transaction of the change; the database refuses to alter a row. */
@Entity('audit_events')
@Index('audit_events_listing_idx', ['organization_id', 'id'])
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

  @Column('text', { nullable: true })
  department_id!: string | null;

  @Column('text', { nullable: true })
  user_id!: string | null;

  @Column('text')
  channel!: Channel;

  @Column('text')
  actor_type!: Actor['type'];

  @Column('text')
  actor_id!: string;

  @Column('text', { nullable: true })
  operation_id!: string | null;

  @Column('text')
  trace_id!: string;

  /** What the change replaced and what it put there; null where there was nothing. */
  @Column('jsonb', { nullable: true })
  before!: Record<string, unknown> | null;

  @Column('jsonb', { nullable: true })
  after!: Record<string, unknown> | null;
}
