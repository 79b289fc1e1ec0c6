import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The users of a workspace, so that a typed `@name` and the people of a large group are found without listing it. Both
 * tables are new. Their rows go with the installation: uninstalling the bot deletes them.
 */
export class SlackUsers1763902400000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE slack_directories (
        team_id text CONSTRAINT slack_directories_pkey PRIMARY KEY,
        workspace_id text NOT NULL,
        cursor text,
        begun_at timestamptz(3),
        completed_at timestamptz(3),
        due_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        failures integer NOT NULL DEFAULT 0,
        CONSTRAINT slack_directories_installation_fkey FOREIGN KEY (workspace_id)
          REFERENCES slack_installations (workspace_id) ON DELETE CASCADE
      );
      CREATE INDEX slack_directories_due_idx ON slack_directories (due_at);
      CREATE INDEX slack_directories_installation_idx ON slack_directories (workspace_id);

      CREATE TABLE slack_users (
        team_id text NOT NULL,
        slack_user_id text NOT NULL,
        profile jsonb NOT NULL,
        search_names text[] NOT NULL,
        changed_at timestamptz(0) NOT NULL,
        read_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT slack_users_pkey PRIMARY KEY (team_id, slack_user_id),
        CONSTRAINT slack_users_directory_fkey FOREIGN KEY (team_id)
          REFERENCES slack_directories (team_id) ON DELETE CASCADE
      );
      CREATE INDEX slack_users_names_idx ON slack_users USING gin (search_names);
    `);
  }
}
