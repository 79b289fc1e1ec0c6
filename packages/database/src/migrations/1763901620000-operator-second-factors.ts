import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The second factors of operators, their recovery codes, and sign-ins that wait for them. Those are no rows of
 * `operator_sessions`: a console of the previous version would take them for complete.
 */
export class OperatorSecondFactors1763901620000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE operator_second_factors (
        operator_id text CONSTRAINT operator_second_factors_pkey PRIMARY KEY,
        key_id text NOT NULL,
        sealed_secret bytea NOT NULL,
        last_step integer NOT NULL,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT operator_second_factors_operator_fkey FOREIGN KEY (operator_id) REFERENCES operators (id)
          ON DELETE CASCADE
      );

      CREATE TABLE operator_recovery_codes (
        operator_id text,
        code_hash bytea,
        CONSTRAINT operator_recovery_codes_pkey PRIMARY KEY (operator_id, code_hash),
        CONSTRAINT operator_recovery_codes_factor_fkey FOREIGN KEY (operator_id)
          REFERENCES operator_second_factors (operator_id) ON DELETE CASCADE
      );

      CREATE TABLE operator_half_sign_ins (
        token_hash bytea CONSTRAINT operator_half_sign_ins_pkey PRIMARY KEY,
        operator_id text NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT operator_half_sign_ins_operator_fkey FOREIGN KEY (operator_id) REFERENCES operators (id)
          ON DELETE CASCADE
      );
      CREATE INDEX operator_half_sign_ins_operator_idx ON operator_half_sign_ins (operator_id);
    `);
  }
}
