import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** The lanes of an endpoint in the order in which they are due, those that are being sent, and what may be dropped. */
export class WebhookTurns1763902730000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE INDEX webhook_lanes_turn_idx ON webhook_lanes (endpoint_id, next_attempt_at);
      CREATE INDEX webhook_lanes_leased_idx ON webhook_lanes (endpoint_id) WHERE lease IS NOT NULL;
      CREATE INDEX webhook_deliveries_old_idx ON webhook_deliveries (created_at) WHERE state = 'pending';
    `);
  }
}
