import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Steps of Slack workflows that wait for the decision of a membership request: see `SlackWorkflowSteps`. */
export class SlackWorkflowSteps1763902640000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE slack_workflow_steps (
        execution_id text CONSTRAINT slack_workflow_steps_pkey PRIMARY KEY,
        workspace_id text NOT NULL,
        team_id text NOT NULL,
        membership_request_id text NOT NULL,
        trace_id text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT slack_workflow_steps_installation_fkey FOREIGN KEY (workspace_id)
          REFERENCES slack_installations (workspace_id) ON DELETE CASCADE
      );
      CREATE INDEX slack_workflow_steps_installation_idx ON slack_workflow_steps (workspace_id);
      CREATE INDEX slack_workflow_steps_request_idx ON slack_workflow_steps (membership_request_id);
    `);
  }
}
