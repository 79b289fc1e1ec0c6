import type { Actor, Channel, ProcessKind, ProcessSample } from '@roster/domain';
import { Column, Entity, Index } from 'typeorm';
import { IdentityKey, Timestamp } from './columns.js';

/** One request for a change as its process saw it: see `ChangeRequestRecord`. Unlogged, and kept for three days. */
@Entity('change_requests')
@Index('change_requests_filter_idx', { synchronize: false })
export class ChangeRequestRow {
  @IdentityKey('change_requests_pkey') id!: string;
  @Column('text') trace_id!: string;
  /** Null when the request was refused before it became an operation. */
  @Column('text', { nullable: true }) operation_id!: string | null;
  @Column('text', { nullable: true }) organization_id!: string | null;
  @Column('text') channel!: Channel;
  @Column('text') route!: string;
  @Column('text', { nullable: true }) department_id!: string | null;
  @Column('text', { nullable: true }) user_id!: string | null;
  @Column('text', { nullable: true }) actor_type!: Actor['type'] | null;
  @Column('text', { nullable: true }) actor_id!: string | null;
  @Column('text', { nullable: true }) trigger_id!: string | null;
  /** The `process_id` of that process. */
  @Column('text') node!: string;
  @Timestamp() received_at!: Date;
  @Timestamp({ nullable: true }) enqueued_at!: Date | null;
  @Column('text', { nullable: true }) job_id!: string | null;
  @Timestamp({ nullable: true }) replied_at!: Date | null;
  @Column('integer', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) error_code!: string | null;
}

/** One process over the ten seconds before `at`. Kept for a day. */
@Entity('process_samples')
@Index('process_samples_at_idx', ['at'])
export class ProcessSampleRow {
  @IdentityKey('process_samples_pkey') id!: string;
  @Timestamp() at!: Date;
  @Column('text') process_kind!: ProcessKind;
  /** `host:pid:random`: another one after every start. */
  @Column('text') process_id!: string;
  @Column('text') version!: string;
  @Timestamp() started_at!: Date;
  @Column('jsonb') sample!: ProcessSample;
}
