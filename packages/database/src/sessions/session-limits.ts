import type { EntityManager } from 'typeorm';

interface SessionLimit {
  readonly name: string;
  /** At most, in milliseconds; 0 would be none. */
  readonly mostMs: number;
}

/**
 * Limits that every session begins with. They are settings of the role in the database, and not of a connection: a
 * pooler would refuse those, or give the connection to somebody else with them.
 */
const SESSION_LIMITS: readonly SessionLimit[] = [
  // A statement ends before the lock of its job (20 s) runs out.
  { name: 'statement_timeout', mostMs: 12_000 },
  // A process that froze inside a transaction must not hold its locks until somebody notices.
  { name: 'idle_in_transaction_session_timeout', mostMs: 5_000 },
];

/** Stricter ones than these are left as they are. Sessions that are open already keep what they began with. */
export async function setSessionLimits(tx: EntityManager): Promise<void> {
  for (const { name, mostMs } of await readUnfit(tx)) {
    await tx.query(
      `DO $$ BEGIN
         EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I SET ${name} = %L', current_database(), '${mostMs}ms');
       END $$`,
    );
  }
}

/** What is to be done about limits that are missing or too wide, as a sentence; undefined when they are right. */
export async function sessionLimitsMisfit(tx: EntityManager): Promise<string | undefined> {
  const unfit = await readUnfit(tx);
  if (unfit.length === 0) return undefined;
  const [{ role, database }] = await tx.query(
    'SELECT quote_ident(current_user) AS role, quote_ident(current_database()) AS database',
  );
  const found = unfit.map(({ name, ms, mostMs }) => `${name} is ${ms} ms, and must be from 1 to ${mostMs}`);
  const remedies = unfit.map(
    ({ name, mostMs }) => `ALTER ROLE ${role} IN DATABASE ${database} SET ${name} = '${mostMs}ms';`,
  );
  return (
    `Sessions of DATABASE_URL begin without the limits that Roster needs: ${found.join('; ')}. ` +
    'Run "npm run roster -- migrate" with DATABASE_DIRECT_URL as the role of DATABASE_URL, or: ' +
    `${remedies.join(' ')} A pooler has to open new connections to the server then (PgBouncer: RECONNECT).`
  );
}

/** Of what sessions begin with, whatever this transaction has set. */
async function readUnfit(tx: EntityManager): Promise<(SessionLimit & { ms: number })[]> {
  const rows: { name: string; ms: number }[] = await tx.query(
    'SELECT name, reset_val::int AS ms FROM pg_settings WHERE name = ANY ($1)',
    [SESSION_LIMITS.map(({ name }) => name)],
  );
  return SESSION_LIMITS.map((limit) => ({
    ...limit,
    ms: rows.find(({ name }) => name === limit.name)?.ms ?? 0,
  })).filter(({ ms, mostMs }) => ms < 1 || ms > mostMs);
}
