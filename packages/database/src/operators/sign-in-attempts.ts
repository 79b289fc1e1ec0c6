import type { DataSource } from 'typeorm';
import { hashSecret } from '../secrets.js';

/** After how many failures further attempts are blocked, and for how long; each further failure doubles it. */
interface Lockout {
  readonly failures: number;
  readonly firstSeconds: number;
  readonly mostSeconds: number;
}

const LOCKOUTS: Readonly<Record<'account' | 'address', Lockout>> = {
  account: { failures: 5, firstSeconds: 30, mostSeconds: 3_600 },
  // Many users may share an address.
  address: { failures: 20, firstSeconds: 30, mostSeconds: 3_600 },
};

/** Failures are forgotten after this long without another. */
const FORGET_AFTER = '1 day';

/** Counts guesses at passwords, per account and per address, on all nodes together. */
export class SignInAttempts {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Counts an attempt before the password is checked, so that parallel attempts cannot get around the limit. Resolves
   * with the seconds that the caller has to wait; 0 when the password may be checked. Attempts from a blocked address do
   * not count for the account: no one can lock others out, or fill the table, from there.
   */
  async begin(email: string, address: string): Promise<number> {
    const wait = await this.count(attemptKey('address', address), LOCKOUTS.address);
    return wait > 0 ? wait : this.count(attemptKey('account', email), LOCKOUTS.account);
  }

  /** The password was right: resets the account's failures and takes this attempt off the address's. */
  async succeeded(email: string, address: string): Promise<void> {
    await this.dataSource.query('DELETE FROM operator_sign_in_attempts WHERE key = $1', [attemptKey('account', email)]);
    await this.dataSource.query(
      `UPDATE operator_sign_in_attempts SET failures = greatest(failures - 1, 0), blocked_until = NULL WHERE key = $1`,
      [attemptKey('address', address)],
    );
  }

  /** Deletes what is a day old. */
  async purge(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM operator_sign_in_attempts WHERE last_at < clock_timestamp() - interval '${FORGET_AFTER}'`,
    );
  }

  /** While a key is blocked, further attempts neither count nor prolong it. */
  private async count(key: string, { failures, firstSeconds, mostSeconds }: Lockout): Promise<number> {
    const rows: { wait: number | null }[] = await this.dataSource.query(
      `INSERT INTO operator_sign_in_attempts AS a (key, failures, last_at) VALUES ($1, 1, clock_timestamp())
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN a.last_at < clock_timestamp() - interval '${FORGET_AFTER}' THEN 1 ELSE a.failures + 1 END,
         last_at = clock_timestamp(),
         blocked_until = CASE
           WHEN a.failures + 1 >= $2 AND a.last_at >= clock_timestamp() - interval '${FORGET_AFTER}'
           THEN clock_timestamp() + make_interval(secs => least($3 * 2 ^ least(a.failures + 1 - $2, 20), $4)) END
         WHERE a.blocked_until IS NULL OR a.blocked_until < clock_timestamp()
       RETURNING failures`,
      [key, failures, firstSeconds, mostSeconds],
    );
    if (rows.length > 0) return 0;
    const [blocked]: { wait: number }[] = await this.dataSource.query(
      `SELECT ceil(extract(epoch FROM blocked_until - clock_timestamp()))::int AS wait
       FROM operator_sign_in_attempts WHERE key = $1`,
      [key],
    );
    return Math.max(blocked?.wait ?? 0, 1);
  }
}

/** Hashed: someone may type a password into the e-mail field. */
export function attemptKey(kind: 'account' | 'address', text: string): string {
  return `${kind}:${hashSecret(text.toLowerCase()).toString('base64url')}`;
}
