import type { OperatorId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import { hashSecret, newSecret } from '../secrets.js';

/** A browser is forgotten when nobody has signed in there for this long. */
const KNOWN_FOR = '180 days';

/** The browsers of one operator that are kept, the newest ones. */
const MOST_DEVICES = 20;

/**
 * The browsers in which operators have signed in, each by a token in its cookie:
 * https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 * The tokens are random and stored as hashes instead of being signed, as those of sessions: so they can be taken back, and
 * the consoles need no common key.
 */
export class KnownDevices {
  constructor(private readonly dataSource: DataSource) {}

  /** The device of a token, if the account with this e-mail address has signed in there; else null. */
  async find(token: string | undefined, email: string): Promise<Buffer | null> {
    const rows: { token_hash: Buffer }[] = await this.dataSource.query(
      `SELECT d.token_hash FROM operator_devices d JOIN operators o ON o.id = d.operator_id
       WHERE d.token_hash = $1 AND d.expires_at > clock_timestamp() AND lower(o.email) = lower($2)`,
      [hashSecret(token ?? ''), email],
    );
    return rows[0]?.token_hash ?? null;
  }

  /** Someone has signed in: gives the browser a new token, in place of the one that it had. */
  async remember(operatorId: OperatorId, previous: string | undefined): Promise<string> {
    const token = newSecret();
    await this.dataSource.transaction(async (tx) => {
      await tx.query('DELETE FROM operator_devices WHERE token_hash = $1', [hashSecret(previous ?? '')]);
      await tx.query(
        `INSERT INTO operator_devices (token_hash, operator_id, created_at, expires_at)
         VALUES ($1, $2, clock_timestamp(), clock_timestamp() + interval '${KNOWN_FOR}')`,
        [hashSecret(token), operatorId],
      );
      await tx.query(
        `DELETE FROM operator_devices WHERE token_hash IN (
           SELECT token_hash FROM operator_devices WHERE operator_id = $1
           ORDER BY created_at DESC, token_hash OFFSET ${MOST_DEVICES})`,
        [operatorId],
      );
    });
    return token;
  }

  /** Deletes the devices that are forgotten. */
  async purge(): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_devices WHERE expires_at < clock_timestamp()');
  }
}
