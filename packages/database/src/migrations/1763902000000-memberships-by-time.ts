import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The memberships of an organization in the order of their adds, for pages of all members below a department. As
 * `organization_id || ''` is the organization under another name, no other statement can take this index for its own.
 */
export class MembershipsByTime1763902000000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE INDEX department_members_time_idx ON department_members ((organization_id || ''), added_at, user_id);
    `);
  }
}
