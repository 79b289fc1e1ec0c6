import type { OperatorAccount, OperatorId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { hashSecret, newSecret } from '../secrets.js';

/** How long someone may take to find the code. */
const VALID_FOR = '10 minutes';

/** Sign-ins with the right password that wait for the second factor. They open no page. */
export class HalfSignIns {
  constructor(private readonly dataSource: DataSource) {}

  /** The password was right: returns a token for the browser. */
  async begin(operatorId: OperatorId): Promise<string> {
    const token = newSecret();
    await this.dataSource.query(
      `INSERT INTO operator_half_sign_ins (token_hash, operator_id, expires_at)
       VALUES ($1, $2, clock_timestamp() + interval '${VALID_FOR}')`,
      [hashSecret(token), operatorId],
    );
    return token;
  }

  /** Whose sign-in it is; null when it is unknown or over, or the account is disabled. */
  async find(token: string): Promise<OperatorAccount | null> {
    const rows: OperatorAccount[] = await this.dataSource.query(
      `SELECT o.id, o.email, o.name, o.role FROM operator_half_sign_ins h JOIN operators o ON o.id = h.operator_id
       WHERE h.token_hash = $1 AND h.expires_at > clock_timestamp() AND o.disabled_at IS NULL`,
      [hashSecret(token)],
    );
    return rows[0] ?? null;
  }

  /** Ends it for everyone who has its token. False when it has ended already. */
  async end(token: string): Promise<boolean> {
    const [, ended]: [unknown, number] = await this.dataSource.query(
      'DELETE FROM operator_half_sign_ins WHERE token_hash = $1 AND expires_at > clock_timestamp()',
      [hashSecret(token)],
    );
    return ended === 1;
  }

  /** Deletes what is over. */
  async purge(): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_half_sign_ins WHERE expires_at < clock_timestamp()');
  }
}
