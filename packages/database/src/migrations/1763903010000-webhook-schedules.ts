import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** The schedule of a lane, apart from when it is due: see `WebhookLane`. */
export class WebhookSchedules1763903010000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE webhook_lanes ADD COLUMN scheduled_at timestamptz(3), ADD COLUMN woken_at timestamptz(3)`);
  }
}
