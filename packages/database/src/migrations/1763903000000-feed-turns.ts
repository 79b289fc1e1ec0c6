import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** When the relay's last turn was, so that turns do not become more and smaller with each worker: see `FeedRelay`. */
export class FeedTurns1763903000000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`ALTER TABLE feed_relay ADD COLUMN turned_at timestamptz NOT NULL DEFAULT '-infinity'`);
  }
}
