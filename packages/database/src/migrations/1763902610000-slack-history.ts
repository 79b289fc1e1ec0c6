import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** A person's changes of the last hours, and whether one was undone. The table holds two days of requests. */
export class SlackHistory1763902610000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE INDEX slack_requests_history_idx ON slack_requests (workspace_id, slack_user_id, created_at)
        WHERE results IS NOT NULL;
      CREATE INDEX slack_requests_undoes_idx ON slack_requests ((plan ->> 'undoes'))
        WHERE plan ->> 'undoes' IS NOT NULL;
    `);
  }
}
