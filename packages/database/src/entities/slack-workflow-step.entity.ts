import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SlackInstallation } from './slack.entity.js';

/** A step of a Slack workflow that waits for the decision of a membership request. */
@Entity('slack_workflow_steps')
@Index('slack_workflow_steps_installation_idx', ['workspace_id'])
@Index('slack_workflow_steps_request_idx', ['membership_request_id'])
export class SlackWorkflowStep {
  /** Slack's `function_execution_id`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'slack_workflow_steps_pkey' }) execution_id!: string;
  @ForeignKey(() => SlackInstallation, { name: 'slack_workflow_steps_installation_fkey', onDelete: 'CASCADE' })
  @Column('text')
  workspace_id!: string;
  @Column('text') team_id!: string;
  /** A request that is gone ends the step, so there is no foreign key. */
  @Column('text') membership_request_id!: string;
  @Column('text') trace_id!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' }) created_at!: Date;
}
