import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** A message to Slack that must arrive. It stays open until Slack took it, or it has no sense any more. */
@Entity('slack_deliveries')
@Index('slack_deliveries_next_idx', ['next_at'], { where: 'delivered_at IS NULL AND gave_up IS NULL' })
@Index('slack_deliveries_created_idx', ['created_at'])
export class SlackDelivery {
  /** The request and what of it this says: written twice, it is one message. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_deliveries_pkey' })
  id!: string;

  @Column('text')
  workspace_id!: string;

  @Column('text')
  method!: string;

  @Column('jsonb')
  target!: Record<string, unknown>;

  @Column('jsonb')
  payload!: Record<string, unknown>;

  @Column('text')
  trace_id!: string;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  next_at!: Date;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' })
  created_at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  delivered_at!: Date | null;

  /** Why it never will be. */
  @Column('text', { nullable: true })
  gave_up!: string | null;

  @Column('text', { nullable: true })
  last_error!: string | null;
}
