import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Webhooks: see `WebhookEndpoint`, `WebhookDelivery`, `WebhookLane` and `WebhookAttempt`. Deliveries and attempts have no
 * foreign key: those of a deleted endpoint are purged by their age, so that deleting one with millions of them is quick.
 */
export class Webhooks1763902700000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE webhook_endpoints (
        id text NOT NULL,
        organization_id text NOT NULL,
        url text NOT NULL,
        event_types text[],
        department_id text,
        description text,
        key_id text NOT NULL,
        sealed_secret bytea NOT NULL,
        previous_key_id text,
        previous_sealed_secret bytea,
        previous_secret_until timestamptz(3),
        disabled_at timestamptz(3),
        disabled_reason text,
        distributed_to bigint NOT NULL,
        distributed_epoch integer NOT NULL,
        failures integer NOT NULL DEFAULT 0,
        failing_since timestamptz(3),
        breaker_until timestamptz(3),
        created_by_type text NOT NULL,
        created_by_id text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (id),
        CONSTRAINT webhook_endpoints_disabled_check CHECK (("disabled_at" IS NULL) = ("disabled_reason" IS NULL)),
        CONSTRAINT webhook_endpoints_reason_check CHECK ("disabled_reason" IN ('owner', 'exhausted', 'gone')),
        CONSTRAINT webhook_endpoints_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE CASCADE
      );
      CREATE INDEX webhook_endpoints_listing_idx ON webhook_endpoints (organization_id, id);

      CREATE TABLE webhook_deliveries (
        endpoint_id text NOT NULL,
        position bigint NOT NULL,
        event_id bigint NOT NULL,
        lane text NOT NULL,
        state text NOT NULL DEFAULT 'pending',
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        delivered_at timestamptz(3),
        CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (endpoint_id, position),
        CONSTRAINT webhook_deliveries_state_check CHECK ("state" IN ('pending', 'delivered', 'dropped'))
      );
      CREATE INDEX webhook_deliveries_pending_idx ON webhook_deliveries (endpoint_id, lane, position)
        WHERE state = 'pending';
      CREATE INDEX webhook_deliveries_dropped_idx ON webhook_deliveries (endpoint_id, position) WHERE state = 'dropped';
      CREATE INDEX webhook_deliveries_purge_idx ON webhook_deliveries (created_at);

      CREATE TABLE webhook_lanes (
        endpoint_id text NOT NULL,
        lane text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz(3) NOT NULL,
        lease uuid,
        leased_until timestamptz(3),
        CONSTRAINT webhook_lanes_pkey PRIMARY KEY (endpoint_id, lane),
        CONSTRAINT webhook_lanes_endpoint_fkey FOREIGN KEY (endpoint_id)
          REFERENCES webhook_endpoints (id) ON DELETE CASCADE
      );
      CREATE INDEX webhook_lanes_due_idx ON webhook_lanes (next_attempt_at);

      CREATE TABLE webhook_attempts (
        id bigint GENERATED ALWAYS AS IDENTITY,
        endpoint_id text NOT NULL,
        position bigint,
        attempt integer NOT NULL,
        at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        duration_ms integer,
        status integer,
        error text,
        answer text,
        CONSTRAINT webhook_attempts_pkey PRIMARY KEY (id)
      );
      CREATE INDEX webhook_attempts_delivery_idx ON webhook_attempts (endpoint_id, position, id);
      CREATE INDEX webhook_attempts_purge_idx ON webhook_attempts (at);
    `);
  }
}
