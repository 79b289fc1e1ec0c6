import type { DataSource } from 'typeorm';
import { hashSecret } from '../secrets.js';

/** After how many failures further attempts are blocked, and for how long; each further failure doubles it. */
interface Lockout {
  readonly failures: number;
  readonly firstSeconds: number;
  readonly mostSeconds: number;
}

/** What is guessed: the password, or then the code of the second factor. */
type SignInStep = 'password' | 'code';

type Counted = 'account' | 'address' | 'device' | 'account-code' | 'device-code';

const GUESSES: Lockout = { failures: 5, firstSeconds: 30, mostSeconds: 3_600 };

const LOCKOUTS: Readonly<Record<Counted, Lockout>> = {
  account: GUESSES,
  device: GUESSES,
  'account-code': GUESSES,
  'device-code': GUESSES,
  // Many users may share an address.
  address: { ...GUESSES, failures: 20 },
};

const COUNTS = {
  password: { account: 'account', known: 'device' },
  code: { account: 'account-code', known: 'device-code' },
} as const satisfies Record<SignInStep, { account: Counted; known: Counted }>;

/** Failures are forgotten after this long without another. */
const FORGET_AFTER = '1 day';

/** Who tries to sign in, and from where. */
export interface SignInAttempt {
  /** The e-mail address of the account, which need not exist. */
  readonly email: string;
  readonly address: string;
  /** The browser, if this account has signed in there before: see `KnownDevices`. */
  readonly device: Buffer | null;
}

/**
 * Counts guesses at passwords and, apart from them, at codes, on all nodes together. A known device has a count of its own and is exempt from those of
 * its account and its address: no failures elsewhere lock it out. All other guesses count for their account and address.
 */
export class SignInAttempts {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Counts an attempt before the password or the code is checked, so that parallel attempts cannot get around the limit. Resolves
   * with the seconds that the caller has to wait; 0 when it may be checked. Attempts from a blocked address do
   * not count for the account: no one can lock others out, or fill the table, from there.
   */
  async begin({ email, address, device }: SignInAttempt, step: SignInStep = 'password'): Promise<number> {
    const { account, known } = COUNTS[step];
    if (device) return this.count(known, deviceName(device));
    const wait = await this.count('address', address);
    return wait > 0 ? wait : this.count(account, email);
  }

  /**
   * The password, or the code, was right: resets the failures of the known device; else those of the account, and takes this attempt off
   * the address's.
   */
  async succeeded({ email, address, device }: SignInAttempt, step: SignInStep = 'password'): Promise<void> {
    const { account, known } = COUNTS[step];
    const key = device ? attemptKey(known, deviceName(device)) : attemptKey(account, email);
    await this.dataSource.query('DELETE FROM operator_sign_in_attempts WHERE key = $1', [key]);
    if (device) return;
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
  private async count(kind: Counted, text: string): Promise<number> {
    const key = attemptKey(kind, text);
    const { failures, firstSeconds, mostSeconds } = LOCKOUTS[kind];
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

/** Where the failures of an account are counted. */
export function accountKeys(email: string): string[] {
  return Object.values(COUNTS).map(({ account }) => attemptKey(account, email));
}

/** Hashed: someone may type a password into the e-mail field. */
function attemptKey(kind: Counted, text: string): string {
  return `${kind}:${hashSecret(text.toLowerCase()).toString('base64url')}`;
}

function deviceName(device: Buffer): string {
  return device.toString('hex');
}
