import type { QueryRunner } from 'typeorm';
import { CREATE_APPLY_MEMBERSHIPS } from '../memberships/apply-function.js';
import { ForwardMigration } from './forward-migration.js';

/**
 * The function that applies a batch, with generic plans only. Processes of the previous version still call
 * `apply_memberships_v1`.
 */
export class ApplyMembershipsV21763903710000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(CREATE_APPLY_MEMBERSHIPS);
  }
}
