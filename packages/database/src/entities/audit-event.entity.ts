import type { Actor, Channel } from '@roster/domain';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who changed what, when and how. Written in the transaction of the change; the database refuses to alter a row. */
@Entity('audit_events')
@Index('audit_events_listing_idx', ['organization_id', 'id'])
@Index('audit_events_filter_idx', { synchronize: false })
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

  @Column('text')
  department_id!: string;

  @Column('text')
  user_id!: string;

  @Column('text')
  channel!: Channel;

  @Column('text')
  actor_type!: Actor['type'];

  @Column('text')
  actor_id!: string;

  @Column('text')
  operation_id!: string;

  @Column('text')
  trace_id!: string;
}
