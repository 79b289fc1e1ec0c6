import type { OperatorId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { Sealed } from '../secret-box.js';
import { hashSecret } from '../secrets.js';
import type { ConsoleSession } from './console-sessions.js';

export interface SecondFactor {
  readonly sealed: Sealed;
  readonly createdAt: Date;
  readonly recoveryCodesLeft: number;
}

/** The second factors of operators: the sealed secret of an authenticator app, and recovery codes. */
export class SecondFactors {
  constructor(private readonly dataSource: DataSource) {}

  async find(operatorId: OperatorId): Promise<SecondFactor | null> {
    const rows: (Omit<SecondFactor, 'sealed'> & Sealed)[] = await this.dataSource.query(
      `SELECT key_id AS "keyId", sealed_secret AS bytes, created_at AS "createdAt",
              (SELECT count(*)::int FROM operator_recovery_codes c WHERE c.operator_id = f.operator_id)
                AS "recoveryCodesLeft"
       FROM operator_second_factors f WHERE operator_id = $1`,
      [operatorId],
    );
    if (!rows[0]) return null;
    const { keyId, bytes, ...factor } = rows[0];
    return { sealed: { keyId, bytes }, ...factor };
  }

  /**
   * Sets the second factor up, after its first code, which is of time step `step`. Ends all other sessions of the
   * operator, as they were begun without it. False when there is one already: nothing is changed then.
   */
  async setUp(
    { operator, idHash }: Pick<ConsoleSession, 'operator' | 'idHash'>,
    factor: { readonly sealed: Sealed; readonly step: number; readonly recoveryCodes: readonly string[] },
  ): Promise<boolean> {
    const { sealed, step, recoveryCodes } = factor;
    return this.dataSource.transaction(async (tx) => {
      const made: unknown[] = await tx.query(
        `INSERT INTO operator_second_factors (operator_id, key_id, sealed_secret, last_step, created_at)
         VALUES ($1, $2, $3, $4, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING operator_id`,
        [operator.id, sealed.keyId, sealed.bytes, step],
      );
      if (made.length === 0) return false;
      await tx.query('INSERT INTO operator_recovery_codes SELECT $1, unnest($2::bytea[])', [
        operator.id,
        recoveryCodes.map(hashSecret),
      ]);
      await tx.query('DELETE FROM operator_sessions WHERE operator_id = $1 AND id_hash <> $2', [operator.id, idHash]);
      return true;
    });
  }

  /** Spends the code of a time step: of several sign-ins with one code, on whichever node, one succeeds. */
  async spendStep(operatorId: OperatorId, step: number): Promise<boolean> {
    const [, spent]: [unknown, number] = await this.dataSource.query(
      'UPDATE operator_second_factors SET last_step = $2 WHERE operator_id = $1 AND last_step < $2',
      [operatorId, step],
    );
    return spent === 1;
  }

  /** Spends a recovery code. False when it is none, or was used before. */
  async spendRecoveryCode(operatorId: OperatorId, code: string): Promise<boolean> {
    const [, spent]: [unknown, number] = await this.dataSource.query(
      'DELETE FROM operator_recovery_codes WHERE operator_id = $1 AND code_hash = $2',
      [operatorId, hashSecret(code)],
    );
    return spent === 1;
  }
}
