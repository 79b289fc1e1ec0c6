import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** The browsers in which operators have signed in: the lock of an account does not apply there. */
export class OperatorDevices1763901600000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE operator_devices (
        token_hash bytea CONSTRAINT operator_devices_pkey PRIMARY KEY,
        operator_id text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT operator_devices_operator_fkey FOREIGN KEY (operator_id) REFERENCES operators (id) ON DELETE CASCADE
      );
      CREATE INDEX operator_devices_operator_idx ON operator_devices (operator_id);
    `);
  }
}
