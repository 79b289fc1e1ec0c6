import { createHash, randomBytes } from 'node:crypto';
import type { OperatorAccount, OperatorId, OperatorRole } from '@roster/domain';
import type { DataSource } from 'typeorm';

/** A session ends when it is not used for this long, and in any case after that. */
const IDLE = '30 minutes';
const ABSOLUTE = '12 hours';

const TOKEN_BYTES = 32;

export interface ConsoleSession {
  readonly idHash: Buffer;
  readonly operator: OperatorAccount;
  readonly csrfToken: string;
}

interface Row {
  readonly id_hash: Buffer;
  readonly csrf_token: string;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: OperatorRole;
}

/** Who is signed in to the console. The token of a session is in its cookie and nowhere else. */
export class ConsoleSessions {
  constructor(private readonly dataSource: DataSource) {}

  /** Begins a session with a token that nobody knew before, and returns the token. */
  async begin(operatorId: OperatorId, address: string): Promise<{ token: string; csrfToken: string }> {
    const token = newToken();
    const csrfToken = newToken();
    await this.dataSource.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO operator_sessions (id_hash, operator_id, csrf_token, address, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '${ABSOLUTE}')`,
        [hash(token), operatorId, csrfToken, address],
      );
      await tx.query('UPDATE operators SET last_sign_in_at = clock_timestamp() WHERE id = $1', [operatorId]);
    });
    return { token, csrfToken };
  }

  /** The session of a token, noted as used; null when it is unknown or over, or the account is disabled. */
  async find(token: string): Promise<ConsoleSession | null> {
    const [[row]]: [Row[], number] = await this.dataSource.query(
      `UPDATE operator_sessions s SET last_seen_at = clock_timestamp()
       FROM operators o
       WHERE s.id_hash = $1 AND o.id = s.operator_id AND o.disabled_at IS NULL
         AND s.expires_at > clock_timestamp() AND s.last_seen_at > clock_timestamp() - interval '${IDLE}'
       RETURNING s.id_hash, s.csrf_token, o.id, o.email, o.name, o.role`,
      [hash(token)],
    );
    if (!row) return null;
    const { id_hash: idHash, csrf_token: csrfToken, id, email, name, role } = row;
    return { idHash, csrfToken, operator: { id: id as OperatorId, email, name, role } };
  }

  async end({ idHash }: ConsoleSession): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_sessions WHERE id_hash = $1', [idHash]);
  }

  /** Ends the session with this token, whoever has it: what was there before somebody signs in again. */
  async endToken(token: string): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_sessions WHERE id_hash = $1', [hash(token)]);
  }

  /** Signs somebody out everywhere. */
  async endAll(operatorId: OperatorId): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_sessions WHERE operator_id = $1', [operatorId]);
  }

  /** Forgets sessions that are over. */
  async purge(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM operator_sessions
       WHERE expires_at < clock_timestamp() OR last_seen_at < clock_timestamp() - interval '${IDLE}'`,
    );
  }
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
