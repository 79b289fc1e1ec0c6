import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * What the Slack bot keeps: workspaces and their sealed tokens, who is who, channels that stand for a department, the
 * requests that came in and the messages that go out. All tables are new, so the version before does not notice.
 *
 * A request is written down before it is acknowledged and a message before it is sent: a bot that dies in between is
 * continued by another one. Both are found by their time, in partial indexes that hold open ones only.
 */
export class Slack1763900800000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE slack_installations (
        workspace_id text CONSTRAINT slack_installations_pkey PRIMARY KEY,
        team_id text,
        enterprise_id text,
        name text,
        organization_id text,
        bot_user_id text,
        app_id text,
        scopes text[] NOT NULL,
        key_id text,
        sealed_tokens bytea,
        installed_by text,
        bound_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT slack_installations_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE SET NULL
      );
      CREATE INDEX slack_installations_organization_idx ON slack_installations (organization_id);

      CREATE TABLE slack_link_tokens (
        token_hash bytea CONSTRAINT slack_link_tokens_pkey PRIMARY KEY,
        organization_id text NOT NULL,
        actor_type text NOT NULL,
        actor_id text NOT NULL,
        channel text NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        used_at timestamptz(3),
        CONSTRAINT slack_link_tokens_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE CASCADE
      );
      CREATE INDEX slack_link_tokens_organization_idx ON slack_link_tokens (organization_id);

      CREATE TABLE slack_oauth_states (
        state_hash bytea CONSTRAINT slack_oauth_states_pkey PRIMARY KEY,
        install_options jsonb NOT NULL,
        expires_at timestamptz(3) NOT NULL
      );

      CREATE TABLE slack_identities (
        team_id text NOT NULL,
        slack_user_id text NOT NULL,
        organization_id text NOT NULL,
        user_id text NOT NULL,
        how text NOT NULL,
        cached_until timestamptz(3),
        linked_by text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT slack_identities_pkey PRIMARY KEY (team_id, slack_user_id),
        CONSTRAINT slack_identities_how_check CHECK ("how" IN ('email', 'explicit')),
        CONSTRAINT slack_identities_person_fkey FOREIGN KEY (organization_id, user_id)
          REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE
      );
      CREATE INDEX slack_identities_person_idx ON slack_identities (organization_id, user_id);

      CREATE TABLE slack_channel_links (
        team_id text NOT NULL,
        channel_id text NOT NULL,
        organization_id text NOT NULL,
        department_id text NOT NULL,
        announce boolean NOT NULL,
        linked_by text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT slack_channel_links_pkey PRIMARY KEY (team_id, channel_id),
        CONSTRAINT slack_channel_links_department_fkey FOREIGN KEY (organization_id, department_id)
          REFERENCES departments (organization_id, id) ON DELETE CASCADE
      );
      CREATE INDEX slack_channel_links_department_idx ON slack_channel_links (organization_id, department_id);

      CREATE TABLE slack_requests (
        id text CONSTRAINT slack_requests_pkey PRIMARY KEY,
        workspace_id text NOT NULL,
        team_id text NOT NULL,
        slack_user_id text NOT NULL,
        kind text NOT NULL,
        body jsonb NOT NULL,
        plan jsonb,
        results jsonb,
        answer jsonb,
        trace_id text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        finished_at timestamptz(3)
      );
      CREATE INDEX slack_requests_due_idx ON slack_requests (due_at) WHERE finished_at IS NULL;
      CREATE INDEX slack_requests_user_idx ON slack_requests (team_id, slack_user_id) WHERE finished_at IS NULL;
      CREATE INDEX slack_requests_created_idx ON slack_requests (created_at);

      CREATE TABLE slack_deliveries (
        id text CONSTRAINT slack_deliveries_pkey PRIMARY KEY,
        workspace_id text NOT NULL,
        method text NOT NULL,
        target jsonb NOT NULL,
        payload jsonb NOT NULL,
        trace_id text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_at timestamptz(3) NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        delivered_at timestamptz(3),
        gave_up text,
        last_error text
      );
      CREATE INDEX slack_deliveries_next_idx ON slack_deliveries (next_at)
        WHERE delivered_at IS NULL AND gave_up IS NULL;
      CREATE INDEX slack_deliveries_created_idx ON slack_deliveries (created_at);
    `);
  }
}
