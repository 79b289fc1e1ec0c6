import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The feed of events: see `FeedRelay`. The audit stays as it is, without a column or an index more: the relay begins at
 * its first row, so that events from before this migration get their positions first.
 *
 * - `feed_events`: the position of each event in the feed of its organization, and its number in its department.
 * - `feed_relay`: how far the relay is. One row.
 * - `feed_sequences`: the last number that was given in a department; the empty text counts what concerns none.
 * - `feed_expiries`: the last position of an organization that was deleted because of its age.
 * - `feed_epochs`: a row for each time that the database became another one, by a restore or a failover.
 */
export class EventFeed1763902300000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE feed_events (
        organization_id text NOT NULL,
        position bigint NOT NULL,
        event_id bigint NOT NULL,
        sequence bigint NOT NULL,
        occurred_at timestamptz(3) NOT NULL,
        CONSTRAINT feed_events_pkey PRIMARY KEY (organization_id, position)
      );
      CREATE INDEX feed_events_purge_idx ON feed_events (occurred_at);

      CREATE TABLE feed_relay (
        is_only boolean NOT NULL DEFAULT true CONSTRAINT feed_relay_pkey PRIMARY KEY
          CONSTRAINT feed_relay_is_only_check CHECK ("is_only"),
        scanned_to bigint NOT NULL,
        gaps int8multirange NOT NULL,
        last_position bigint NOT NULL
      );
      INSERT INTO feed_relay (scanned_to, gaps, last_position) VALUES (0, '{}', 0);

      CREATE TABLE feed_sequences (
        organization_id text NOT NULL,
        department_id text NOT NULL,
        last bigint NOT NULL,
        CONSTRAINT feed_sequences_pkey PRIMARY KEY (organization_id, department_id)
      );

      CREATE TABLE feed_expiries (
        organization_id text CONSTRAINT feed_expiries_pkey PRIMARY KEY,
        position bigint NOT NULL
      );

      CREATE TABLE feed_epochs (
        epoch integer CONSTRAINT feed_epochs_pkey PRIMARY KEY,
        origin text NOT NULL,
        first_position bigint NOT NULL,
        began_at timestamptz(3) NOT NULL DEFAULT now()
      );
    `);
  }
}
