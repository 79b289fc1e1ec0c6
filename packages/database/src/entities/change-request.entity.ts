import type { Actor, Channel } from '@roster/domain';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One request for a change as the process that took it saw it: see `ChangeRequestRecord`. Unlogged, and kept for three days. */
@Entity('change_requests')
@Index('change_requests_trace_idx', ['trace_id'])
@Index('change_requests_operation_idx', ['operation_id'], { where: 'operation_id IS NOT NULL' })
@Index('change_requests_filter_idx', { synchronize: false })
export class ChangeRequestRow {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'change_requests_pkey',
  })
  id!: string;

  @Column('text')
  trace_id!: string;

  /** Null when the request was refused before it became an operation. */
  @Column('text', { nullable: true })
  operation_id!: string | null;

  @Column('text', { nullable: true })
  organization_id!: string | null;

  @Column('text')
  channel!: Channel;

  @Column('text')
  route!: string;

  @Column('text', { nullable: true })
  department_id!: string | null;

  @Column('text', { nullable: true })
  user_id!: string | null;

  @Column('text', { nullable: true })
  actor_type!: Actor['type'] | null;

  @Column('text', { nullable: true })
  actor_id!: string | null;

  @Column('text', { nullable: true })
  trigger_id!: string | null;

  /** The `process_id` of the process that took it. */
  @Column('text')
  node!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  received_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  enqueued_at!: Date | null;

  @Column('text', { nullable: true })
  job_id!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  replied_at!: Date | null;

  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  error_code!: string | null;
}
