import type { OperatorAccount, OperatorId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { SignInMethod } from '../entities/operator.entity.js';
import { hashSecret, newSecret } from '../secrets.js';

/** A session ends when it is not used for the first, and in any case after the second. */
const IDLE = '30 minutes';
const ABSOLUTE = '12 hours';

export interface ConsoleSession {
  readonly idHash: Buffer;
  readonly operator: OperatorAccount;
  readonly csrfToken: string;
  readonly method: SignInMethod;
  /** Whether the operator has set up a second factor. */
  readonly secondFactor: boolean;
}

/** The sessions of the console. A session's token is in its cookie and nowhere else. */
export class ConsoleSessions {
  constructor(private readonly dataSource: DataSource) {}

  /** Starts a session with a new token, which it returns. */
  async begin(
    operatorId: OperatorId,
    address: string,
    method: SignInMethod = 'password',
  ): Promise<{ token: string; csrfToken: string }> {
    const token = newSecret();
    const csrfToken = newSecret();
    await this.dataSource.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO operator_sessions (id_hash, operator_id, csrf_token, address, method, created_at, last_seen_at,
                                        expires_at)
         VALUES ($1, $2, $3, $4, $5, clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '${ABSOLUTE}')`,
        [hashSecret(token), operatorId, csrfToken, address, method],
      );
      await tx.query('UPDATE operators SET last_sign_in_at = clock_timestamp() WHERE id = $1', [operatorId]);
    });
    return { token, csrfToken };
  }

  /** The session of a token, marked as used; null when it is unknown or over, or the account is disabled. */
  async find(token: string): Promise<ConsoleSession | null> {
    const [[row]]: [(OperatorAccount & Omit<ConsoleSession, 'operator'>)[], number] = await this.dataSource.query(
      `UPDATE operator_sessions s SET last_seen_at = clock_timestamp()
       FROM operators o
       WHERE s.id_hash = $1 AND o.id = s.operator_id AND o.disabled_at IS NULL
         AND s.expires_at > clock_timestamp() AND s.last_seen_at > clock_timestamp() - interval '${IDLE}'
       RETURNING s.id_hash AS "idHash", s.csrf_token AS "csrfToken", s.method, o.id, o.email, o.name, o.role,
         EXISTS (SELECT FROM operator_second_factors f WHERE f.operator_id = o.id) AS "secondFactor"`,
      [hashSecret(token)],
    );
    if (!row) return null;
    const { idHash, csrfToken, method, secondFactor, ...operator } = row;
    return { idHash, csrfToken, method, secondFactor, operator };
  }

  async end({ idHash }: ConsoleSession): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_sessions WHERE id_hash = $1', [idHash]);
  }

  /** Ends the session with this token, whichever operator it belongs to: before someone signs in again. */
  async endToken(token: string): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_sessions WHERE id_hash = $1', [hashSecret(token)]);
  }

  /** Signs an operator out everywhere. */
  async endAll(operatorId: OperatorId): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_sessions WHERE operator_id = $1', [operatorId]);
  }

  /** Deletes sessions that are over. */
  async purge(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM operator_sessions
       WHERE expires_at < clock_timestamp() OR last_seen_at < clock_timestamp() - interval '${IDLE}'`,
    );
  }
}
