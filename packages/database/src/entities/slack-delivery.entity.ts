import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';

/** A message to Slack that must arrive. It is open until Slack accepts it or it is given up. */
@Entity('slack_deliveries')
@Index('slack_deliveries_next_idx', ['next_at'], { where: 'delivered_at IS NULL AND gave_up IS NULL' })
@Index('slack_deliveries_created_idx', ['created_at'])
export class SlackDelivery {
  /** Derived from the request and the kind of message: stored twice, it is one message. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_deliveries_pkey' }) id!: string;
  @Column('text') workspace_id!: string;
  @Column('text') method!: string;
  @Column('jsonb') target!: Record<string, unknown>;
  @Column('jsonb') payload!: Record<string, unknown>;
  @Column('text') trace_id!: string;
  @Column('integer', { default: 0 }) attempts!: number;
  @Timestamp() next_at!: Date;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Timestamp({ nullable: true }) delivered_at!: Date | null;
  /** Why it is never delivered. */
  @Column('text', { nullable: true }) gave_up!: string | null;
  @Column('text', { nullable: true }) last_error!: string | null;
}
