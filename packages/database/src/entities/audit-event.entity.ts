import type { Actor, Channel } from '@roster/domain';
import { Column, Entity, Index } from 'typeorm';
import { IdentityKey, Timestamp } from './columns.js';

/** Who changed what, when and how. Committed with the change; the database rejects updates of rows. */
@Entity('audit_events')
@Index('audit_events_time_idx', ['organization_id', 'occurred_at', 'id'])
@Index('audit_events_filter_idx', { synchronize: false })
@Index('audit_events_origin_idx', { synchronize: false })
export class AuditEvent {
  @IdentityKey('audit_events_pkey') id!: string;
  @Column('text') organization_id!: string;
  @Timestamp() occurred_at!: Date;
  @Column('text') action!: string;
  /** Null when the change, or the cancelled change, concerns no department. */
  @Column('text', { nullable: true }) department_id!: string | null;
  /** Null when the change, or the cancelled change, concerns no member. */
  @Column('text', { nullable: true }) user_id!: string | null;
  @Column('text') channel!: Channel;
  @Column('text') actor_type!: Actor['type'];
  @Column('text') actor_id!: string;
  /** The operation that made the change, or that was cancelled; null when the change was not an operation. */
  @Column('text', { nullable: true }) operation_id!: string | null;
  @Column('text') trace_id!: string;
  /** The caller's IP address; null when it is unknown. */
  @Column('text', { nullable: true }) address!: string | null;
  /** The ID of what was changed; null when it is the membership of the user in the department. */
  @Column('text', { nullable: true }) subject!: string | null;
  /** The changed values before (null: created) and after (null: deleted). */
  @Column('jsonb', { nullable: true }) before!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) after!: Record<string, unknown> | null;
}
