import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { Timestamp } from './columns.js';

/** An interaction in Slack. It is stored before it is acknowledged, so that no crash loses it. */
@Entity('slack_requests')
@Index('slack_requests_due_idx', ['due_at'], { where: 'finished_at IS NULL' })
@Index('slack_requests_user_idx', ['team_id', 'slack_user_id'], { where: 'finished_at IS NULL' })
@Index('slack_requests_created_idx', ['created_at'])
export class SlackRequest {
  /** Derived from the interaction: redeliveries are the same request. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_requests_pkey' }) id!: string;
  @Column('text') workspace_id!: string;
  @Column('text') team_id!: string;
  @Column('text') slack_user_id!: string;
  @Column('text') kind!: string;
  /** Slack's payload, without what only Slack needs. */
  @Column('jsonb') body!: Record<string, unknown>;
  /** The changes to make, once names are resolved. From then on only this is carried out. */
  @Column('jsonb', { nullable: true }) plan!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) results!: unknown;
  /** The final message to the user, which a redelivery gets again. */
  @Column('jsonb', { nullable: true }) answer!: Record<string, unknown> | null;
  @Column('text') trace_id!: string;
  @Column('integer', { default: 0 }) attempts!: number;
  /** When another bot may take it, unless this one finishes it or renews its lease. */
  @Timestamp({ nullable: true }) due_at!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
  @Timestamp({ nullable: true }) finished_at!: Date | null;
}
