import type { QueryRunner } from 'typeorm';
import { CREATE_APPLY_MEMBERSHIPS } from '../memberships/apply-function.js';
import { ForwardMigration } from './forward-migration.js';

/** The function that applies a batch of commands. Processes of the previous version do without it. */
export class ApplyMemberships1763902100000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(CREATE_APPLY_MEMBERSHIPS);
  }
}
