import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Announcements are made from the feed: see `SlackAnnouncements`. Channels in which bots of the version before announce
 * what was done in Slack keep their announcements, and get them from the bots of this version: from this migration on the
 * older ones announce nothing, and what happens until the first new one starts is told by that.
 *
 * - `slack_announcement_cursors`: how far the feed of an organization has been read.
 * - `slack_announcements`: what is being collected for one message.
 */
export class SlackAnnouncements1763902630000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE slack_channel_links
        ALTER COLUMN announce SET DEFAULT false,
        ADD COLUMN announcements text NOT NULL DEFAULT 'off'
          CONSTRAINT slack_channel_links_announcements_check CHECK ("announcements" IN ('all', 'summary', 'off')),
        ADD COLUMN announced_since timestamptz(3) NOT NULL DEFAULT now(),
        ADD COLUMN audience text NOT NULL DEFAULT 'workspace'
          CONSTRAINT slack_channel_links_audience_check CHECK ("audience" IN ('workspace', 'shared', 'direct', 'unknown')),
        ADD COLUMN seen_at timestamptz(3),
        ADD COLUMN stopped_because text,
        ADD COLUMN linked_by_slack_user text;
      UPDATE slack_channel_links SET announcements = 'all', announce = false WHERE announce;

      CREATE TABLE slack_announcement_cursors (
        organization_id text CONSTRAINT slack_announcement_cursors_pkey PRIMARY KEY,
        position bigint NOT NULL,
        CONSTRAINT slack_announcement_cursors_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE CASCADE
      );
      INSERT INTO slack_announcement_cursors (organization_id, position)
      SELECT DISTINCT l.organization_id, r.last_position FROM slack_channel_links l, feed_relay r
      WHERE l.announcements <> 'off';

      CREATE TABLE slack_announcements (
        team_id text NOT NULL,
        channel_id text NOT NULL,
        bundle text NOT NULL,
        change text NOT NULL,
        other_department_id text NOT NULL,
        organization_id text NOT NULL,
        department_id text NOT NULL,
        actor_type text,
        actor_id text,
        channel text,
        operation_id text,
        people integer NOT NULL,
        user_ids text[] NOT NULL,
        first_position bigint NOT NULL,
        trace_id text NOT NULL,
        begun_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        due_at timestamptz(3) NOT NULL,
        CONSTRAINT slack_announcements_pkey PRIMARY KEY (team_id, channel_id, bundle, change, other_department_id),
        CONSTRAINT slack_announcements_change_check CHECK ("change" IN ('added', 'removed')),
        CONSTRAINT slack_announcements_link_fkey FOREIGN KEY (team_id, channel_id)
          REFERENCES slack_channel_links (team_id, channel_id) ON DELETE CASCADE
      );
      CREATE INDEX slack_announcements_due_idx ON slack_announcements (due_at);
    `);
  }
}
